import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { useSession } from './useSession.js';

const file = 'manuscript.md';
const begin = 'The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening and lit the lamp.';
const misplaced = 'Then he blew it out again and went down to his breakfast.';
const stranger = 'The train to the city was crowded with soldiers.';

/** Changes that Cloze proposes are looked at before they are made. */
describe('Where a sentence does not follow', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile(file);
  });

  /** Writes a paragraph, checks it, and puts the caret into a sentence. */
  const check = async (text: string, sentence: string): Promise<void> => {
    await editor.setText(text);
    await session().workbench.run(paletteTitle(commands.checkFlow));
    await session()
      .page.getByText(/sentences seem not to follow/)
      .first()
      .waitFor({ timeout: 400_000 });
    await editor.press('Control+Home');
    for (let left = text.indexOf(sentence) + 1; left > 0; left--) await editor.press('ArrowRight');
  };
  /** The message that asks for consent, once the comparison is shown. */
  const propose = async (command: string, comparison: string): Promise<Locator> => {
    await session().workbench.run(paletteTitle(command));
    await session().workbench.tab(comparison).waitFor({ timeout: 400_000 });
    await session().page.locator('.monaco-diff-editor .char-insert, .monaco-diff-editor .line-insert').first().waitFor();
    const message = session().workbench.notification(/sentence/);
    await message.waitFor();
    return message;
  };

  /** Presses a button of the message, which closes the comparison. */
  const answer = async (message: Locator, name: string | RegExp): Promise<void> => {
    await message.getByRole('button', { name }).click();
    await session().page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
  };

  /** Presses a button in the title of the comparison, which closes it. */
  const answerInTitle = async (name: string): Promise<void> => {
    await session().page.locator('.editor-group-container.active .editor-actions').getByRole('button', { name }).click();
    await session().page.locator('.monaco-diff-editor').waitFor({ state: 'detached' });
  };

  test('a linking sentence is shown in a comparison, and is there once it was taken', async () => {
    const text = `${begin} ${stranger}`;
    await check(text, stranger);
    await propose(commands.flowLink, 'A linking sentence');
    await session().takePicture('flow link');
    await answerInTitle('Discard Proposal');
    expect(await session().savedText(file)).toBe(text);
    await session().workbench.run('Notifications: Clear All Notifications');
    const taken = await propose(commands.flowLink, 'A linking sentence');
    await answer(taken, 'Insert Sentence');
    await expect.poll(() => session().savedText(file)).toMatch(/lit the lamp\. [^.!?]+[.!?] The train to the city/);
  });

  test('a better place is shown in a comparison, and the sentence is there once it was taken', async () => {
    const [first = ''] = begin.split('. ');
    await check(`${first}. ${misplaced} Its keeper climbed the stairs every evening. He lit the lamp with a match.`, misplaced);
    const message = await propose(commands.flowReorder, 'A better place');
    await message.hover();
    await message.getByRole('button', { name: /^Clear Notification/ }).click();
    await session().takePicture('flow reorder');
    await answerInTitle('Accept Proposal');
    await expect.poll(() => session().savedText(file)).toMatch(/with a match\. Then he blew it out/);
  });

  test('that no better place was found can be read for as long as one likes', async () => {
    const text = 'The lighthouse stood on a rock at the end of the point. Its keeper climbed the stairs every evening.';
    // The view keeps what the status bar shows for a moment only.
    await session().workbench.run('Cloze: Focus on Flow View');
    await editor.setText(text);
    await session().workbench.run(paletteTitle(commands.checkFlow));
    await session()
      .page.getByText(/of 1 sentences seem not to follow/)
      .first()
      .waitFor({ timeout: 400_000 });
    await session().workbench.run(paletteTitle(commands.flowReorder));
    await session().workbench.notification('No better place was found').waitFor({ timeout: 400_000 });
    await session().takePicture('flow no better place');
  });
});

describe('A paragraph that the model writes', () => {
  const session = useSession({ extension: 'packaged' });
  const comparison = (): Locator => session().page.locator('.monaco-diff-editor');

  test('grows in a comparison, is in the text once it is accepted, and goes with one undo', async () => {
    const editor = await session().workbench.openFile('manuscript.md');
    await editor.setText(`${begin} `);
    expect(await session().savedText('manuscript.md')).toBe(`${begin} `);
    await editor.press('Control+End');
    await session().workbench.run(paletteTitle(commands.continueParagraph));
    await session().workbench.tab('A continuation').waitFor({ timeout: 400_000 });
    const message = session().workbench.notification(/The model continued your text/);
    await message.waitFor({ timeout: 400_000 });
    await session().takePicture('a paragraph that the model wrote');
    expect(await readFile(path.join(session().profile.workspace, 'manuscript.md'), 'utf8')).toBe(`${begin} `);
    await message.getByRole('button', { name: 'Insert Text' }).click();
    await comparison().waitFor({ state: 'detached' });
    await expect.poll(() => session().savedText('manuscript.md')).toMatch(/lit the lamp\. \S.{20,}/);
    await editor.focus();
    await editor.press('Control+Z');
    await expect.poll(() => session().savedText('manuscript.md')).toBe(`${begin} `);
  });
});
