import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

const file = 'manuscript.md';
const wordy =
  'In order to be able to make a decision about the matter, we will need to have a meeting with all of the people who are involved in it.';

/** What the embedded model does well, in the real window: it shortens a sentence. */
describe('A text that the model rewrites', () => {
  const session = useSession({ extension: 'packaged' });
  const comparison = (): Locator => session().page.locator('.monaco-diff-editor');
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile(file);
  });

  const textOnDisk = (): Promise<string> => readFile(path.join(session().profile.workspace, file), 'utf8');

  const rewrite = async (text: string, prompt: string): Promise<void> => {
    await editor.setText(text);
    expect(await session().savedText(file)).toBe(text);
    await editor.press('Control+A');
    await session().workbench.run(paletteTitle(commands.rewriteSelection));
    await session().workbench.choice(prompt).waitFor();
    if (prompt === 'Shorter') await session().takePicture('what to do with a text');
    await session().workbench.choose(prompt);
    await session().workbench.tab(`Rewritten: ${prompt}`).waitFor({ timeout: 400_000 });
  };

  test('grows in a comparison, is in the text once it is accepted, and goes with one undo', async () => {
    await rewrite(wordy, 'Shorter');
    const message = session().workbench.notification(/The model rewrote the text/);
    await message.waitFor({ timeout: 400_000 });
    await session().takePicture('a text that the model rewrote');
    expect(await textOnDisk()).toBe(wordy);
    await message.getByRole('button', { name: 'Replace Text' }).click();
    await comparison().waitFor({ state: 'detached' });
    await expect.poll(() => session().savedText(file)).toMatch(/^(?!In order).*\bdecision\b.{5,}$/);
    expect((await session().savedText(file)).length).toBeLessThan(wordy.length);
    await editor.focus();
    await editor.press('Control+Z');
    await expect.poll(() => session().savedText(file)).toBe(wordy);
  });

  test('is left as it is where Escape stops the model', async () => {
    const long = Array.from({ length: 12 }, (_, at) => `${at + 1}. ${wordy}`).join('\n\n');
    await rewrite(long, 'Clearer');
    await comparison().locator('.modified-in-monaco-diff-editor, .editor.modified').first().click();
    await session().takePicture('a model that writes');
    await session().page.keyboard.press('Escape');
    await session()
      .workbench.notification(/The writing was stopped/)
      .waitFor();
    await session().workbench.run('Notifications: Clear All Notifications');
    expect(await textOnDisk()).toBe(long);
  });
});
