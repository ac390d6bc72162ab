import { mkdtempSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../src/host/ids.js';
import { golden } from '../util/golden.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { tinyTokenizer } from '../util/tinyTokenizer.js';
import { useSession } from './useSession.js';

const text = 'The harbour was quiet that morning. Two boats had come in before dawn, and their crews were asleep.\n';
const folder = mkdtempSync(path.join(tmpdir(), 'cloze-checkpoints-'));

/** Checkpoints as users have them: a folder each. These are too small to know anything. */
describe('Fine-tuned checkpoints', () => {
  const session = useSession({ extension: 'packaged', machineSettings: { 'cloze.modelFolders': [folder] } });
  const run = (command: string): Promise<void> => session().workbench.run(paletteTitle(command));
  const choices = (): Locator => session().page.locator('.quick-input-list .monaco-list-row');

  beforeAll(async () => {
    for (const name of ['bert-question-answering', 'bert-token-classification', 'bert-sequence-classification']) {
      await cp(golden(name).folder, path.join(folder, name), { recursive: true });
      await writeFile(path.join(folder, name, 'tokenizer.json'), JSON.stringify(tinyTokenizer));
    }
    await writeFile(path.join(session().profile.workspace, 'letter.txt'), text);
    await session().workbench.openFile('letter.txt');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('answer questions about the document, and show each answer in it', async () => {
    await run(commands.askDocument);
    await session().page.getByText('A question that a passage of the text may answer.').first().waitFor({ timeout: 60_000 });
    await session().page.keyboard.type('Who was asleep?');
    await session().page.keyboard.press('Enter');
    await session().page.locator('.quick-input-title', { hasText: 'Who was asleep?' }).waitFor({ timeout: 60_000 });
    const answers = choices().filter({ hasNotText: 'The text does not say' });
    expect(
      await choices()
        .filter({ hasText: /The text does not say.*%/ })
        .count(),
    ).toBe(1);
    await session().takePicture('answers');
    await answers.first().click();
    await session().page.locator('.statusbar-item', { hasText: /\(\d+ selected\)/ }).waitFor(); // prettier-ignore
  });

  test('label words', async () => {
    await run(commands.findNames);
    await session().page.locator('.pane', { hasText: 'Labels' }).locator('.monaco-list-row').first().waitFor({ timeout: 60_000 }); // prettier-ignore
  });

  test('label texts', async () => {
    await run(commands.classify);
    await session().workbench.choose('The Document');
    await session().workbench.choose('bert-sequence-classification');
    await session()
      .workbench.webview()
      .getByRole('treeitem', { name: /^LABEL_/ })
      .first()
      .waitFor({ timeout: 60_000 });
  });
});

describe('A folder of checkpoints', () => {
  const session = useSession({ extension: 'packaged' });

  test('is asked for where no model answers questions; one without a model is refused, and with one it goes on', async () => {
    const { workbench, page, profile } = session();
    const [empty, full] = [path.join(profile.userData, 'nothing'), path.join(profile.userData, 'answers')];
    await mkdir(empty);
    await cp(golden('bert-question-answering').folder, full, { recursive: true });
    const input = page.locator('.quick-input-widget input').first();
    const choose = async (chosen: string): Promise<void> => {
      // Each dialog begins in the workspace.
      await expect.poll(() => input.inputValue()).toMatch(/\/workspace\/$/);
      await input.fill(chosen);
      await page.locator('.quick-input-widget .monaco-button', { hasText: 'Use This Folder' }).click();
    };
    await workbench.openFile('manuscript.md');
    await workbench.run(paletteTitle(commands.askDocument));
    await workbench.notification('needs a checkpoint that answers questions').getByRole('button', { name: 'Choose Folder…' }).click();
    await choose(empty);
    await workbench.notification('No model is in').getByRole('button', { name: 'Choose Another Folder…' }).click();
    await choose(full);
    await page.getByText('A question that a passage of the text may answer.').first().waitFor({ timeout: 60_000 });
  });
});
