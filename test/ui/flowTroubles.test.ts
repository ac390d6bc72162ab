import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

const paragraph =
  "The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp. The company's quarterly revenue rose by eleven percent, mostly on sales of software. In the morning he put the lamp out.";

/** Paragraphs that are all different, so that each costs its time. */
function longManuscript(paragraphs: number): string {
  return Array.from({ length: paragraphs }, (_, index) => paragraph.replaceAll('lamp', `lamp of room ${index}`)).join('\n\n');
}

describe('A check of a long manuscript', () => {
  const session = useSession({ extension: 'packaged' });

  test('can be cancelled, and what was found stays', async () => {
    const { workbench, page, profile } = session();
    await writeFile(path.join(profile.workspace, 'long.md'), longManuscript(400));
    await workbench.openFile('long.md');
    await workbench.run(paletteTitle(commands.checkFlow));
    const progress = workbench.notification('Cloze: checking the flow');
    await page.locator('.squiggly-info').first().waitFor({ timeout: 400_000 });
    await session().takePicture('flow progress');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    await page
      .getByText(/The check was cancelled\. \d+ of \d+ sentences seem not to follow/)
      .first()
      .waitFor();
    expect(await page.locator('.squiggly-info').count()).toBeGreaterThan(0);
    await rm(path.join(profile.workspace, 'long.md'));
  });
});

describe('Where there is no encoder', () => {
  const session = useSession({ extension: 'packaged', machineSettings: { 'cloze.encoderModel': '/nowhere/bert' } });

  test('flow is judged by surprisal alone, and that is said', async () => {
    const { workbench, page } = session();
    const editor = await workbench.openFile('manuscript.md');
    await editor.setText(paragraph);
    await workbench.run(paletteTitle(commands.checkFlow));
    await page.getByText(/sentences seem not to follow\. They were judged by surprisal alone/).first().waitFor({ timeout: 400_000 }); // prettier-ignore
    await workbench.notification('/nowhere/bert').first().waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  });

  test('asking for words says so, with a button that leads to the models for them', async () => {
    const { workbench, page } = session();
    await workbench.textEditor.setText('The cat [MASK] on the mat.');
    await page.keyboard.press('Control+Home');
    for (let left = 0; left < 10; left++) await page.keyboard.press('ArrowRight');
    await workbench.run(paletteTitle(commands.suggestWords));
    const message = workbench.notification('/nowhere/bert').first();
    await message.waitFor({ timeout: 400_000 });
    await session().takePicture('no encoder');
    await message.getByRole('button', { name: 'Choose Model' }).click();
    await page.getByText('Choose a Model for Words and Flow').waitFor();
    await workbench.choice('comes with Cloze').waitFor();
    await session().takePicture('models in the place of one that is missing');
  });
});
