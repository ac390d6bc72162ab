import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

const file = 'manuscript.md';

/** All by keyboard, through the command palette. */
describe('Probabilities of the next token', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    const { workbench } = session();
    editor = await workbench.openFile(file);
    await editor.setText('Every evening, an hour before dark, the keeper climbed the stairs to the');
    await workbench.run(paletteTitle(commands.showProbabilities));
    await workbench.webview().getByRole('treeitem').first().waitFor({ timeout: 60_000 });
  });

  test('are copied as CSV', async () => {
    await session().workbench.run(paletteTitle(commands.copyProbabilities));
    await session().page.getByText('Copied as CSV.').first().waitFor();
    await editor.setText('');
    await editor.press('Control+V');
    await expect.poll(() => session().savedText(file)).toMatch(/^[^\n]*,[^\n]*\n(?:[^\n]*,0\.\d+[^\n]*\n){5}/);
  });

  test('are saved as a picture', async () => {
    const { workbench, page, profile } = session();
    await editor.setText('Every evening, an hour before dark, the keeper climbed the stairs to the');
    await workbench.webview().getByText('climbed the stairs to the').waitFor();
    await workbench.run(paletteTitle(commands.saveProbabilities));
    const input = page.locator('.quick-input-widget input').first();
    await expect.poll(() => input.inputValue()).toMatch(/probabilities\.svg$/);
    await page.keyboard.press('Enter');
    const picture = path.join(profile.workspace, 'probabilities.svg');
    await expect.poll(() => readFile(picture, 'utf8').catch(() => '')).toMatch(/^<svg.*<desc>.*<\/svg>\s*$/s);
  });

  test('stay where they are once they are pinned, and are a tab beside the text', async () => {
    const { workbench } = session();
    await workbench.run(paletteTitle(commands.pinProbabilities));
    await editor.setText('It was raining, and the roads were');
    const pinned = workbench.webview().getByRole('region', { name: /pinned/ });
    await workbench.webview().getByText('and the roads were').waitFor();
    await pinned.getByText('climbed the stairs to the').waitFor();
    await session().takePicture('panel compared');
    await workbench.run(paletteTitle(commands.openProbabilities));
    await workbench.tab('Probabilities').waitFor();
    await session().takePicture('panel tab');
  });
});
