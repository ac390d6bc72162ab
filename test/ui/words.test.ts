import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { themes } from './session.js';
import { useSession } from './useSession.js';
import { WordList } from './wordList.js';

const file = 'manuscript.md';
/** Lines above, so that the list covers no text. */
const below = '\n'.repeat(16);
const cat = 'The cat [MASK] on the mat.';
const wren =
  'The keeper wrote in the log every evening. On the twelfth he wrote that a wren had come in by the ventilator, and that he had fed it.';

describe('Words and their probabilities', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;
  let list: WordList;

  beforeAll(async () => {
    editor = await session().workbench.openFile(file);
    list = new WordList(session().page);
  });

  const text = (): Promise<string> => session().savedText(file);
  /** Writes a text and puts the caret before the last occurrence of some words. */
  const write = async (content: string, caretBefore = ''): Promise<void> => {
    // A test that fails leaves its list open.
    await editor.press('Escape');
    await editor.setText(content);
    const behind = caretBefore === '' ? 0 : content.length - content.lastIndexOf(caretBefore);
    for (let left = 0; left < behind; left++) await editor.press('ArrowLeft');
  };

  test('are listed for a gap as both models rate them, and previewed in its place; Escape leaves all as it was', async () => {
    await write(below + cat, '] on the');
    await list.open();
    expect((await list.words()).slice(0, 5)).toContain('sat');
    expect(await list.ratings()).toMatch(/^BERT >?\d.* % · GPT >?\d.* %/);
    const [first, second] = await list.words();
    expect(await list.previewed()).toEqual([first]);
    await editor.press('ArrowDown');
    await expect.poll(() => list.previewed()).toEqual([second]);
    await expect.poll(() => list.title.textContent()).toContain(`The cat ${second} on the mat.`);
    await session().takePicture('words for a gap');
    await editor.press('Escape');
    await expect.poll(() => list.previewed()).toEqual([]);
    expect(await text()).toBe(below + cat);
  });

  test('are taken with Enter, and one undo gives back what stood there', async () => {
    await write('He gave her an [MASK] and left the room.', '] and left');
    await list.open();
    await editor.press('ArrowDown');
    const word = (await list.words())[1] ?? '';
    await expect.poll(() => list.previewed()).toContain(word);
    await editor.press('Enter');
    await expect.poll(text).toMatch(new RegExp(`^He gave her an? ${word} and left the room\\.$`));
    await editor.press('Control+z');
    await expect.poll(text).toBe('He gave her an [MASK] and left the room.');
  });

  test('are listed beside the word that stands there, with its probability and rank', async () => {
    await write(wren, 'wren');
    await list.open();
    expect(await list.summary()).toMatch(/Current word "wren": .* %, rank \d+/);
    await session().takePicture('words for a word');
    await editor.press('Escape');
  });

  test('fit together in all gaps of a sentence', async () => {
    await write('The ___ sat on the mat and ___ at the dog.', '___ at');
    await list.open();
    expect((await list.words())[0]).toMatch(/^\w+ … \w+$/);
    expect(await session().page.locator('.quick-input-list-separator').first().textContent()).toBe('All gaps of the sentence');
    await session().takePicture('words for two gaps');
    await editor.press('Enter');
    await expect.poll(text).toMatch(/^The \w+ sat on the mat and \w+ at the dog\.$/);
  });

  test('are offered by a light bulb at selected words', async () => {
    await write('The old keeper lit the lamp.', 'keeper');
    await editor.press('Control+Shift+ArrowRight');
    await editor.press('Control+.');
    await session().page.locator('.action-widget', { hasText: 'Suggest Words for "keeper"' }).waitFor();
    await session().takePicture('light bulb');
    await editor.press('Enter');
    await list.title.waitFor();
    await editor.press('Escape');
  });

  test('are offered by the context menu of the editor, with the other features that fit there', async () => {
    const { page } = session();
    await write('The old keeper lit the lamp.', 'keeper');
    const menu = page.locator('.monaco-menu');
    const entries = async (): Promise<string[]> => {
      await page.keyboard.press('Shift+F10');
      await menu.getByText('Check Flow').waitFor();
      const texts = await menu.locator('.action-label').allInnerTexts();
      return texts.filter((text) => /Words|Flow|Selection/.test(text));
    };
    expect(await entries()).toEqual(['Suggest Words', 'Check Flow']);
    await page.keyboard.press('Escape');
    await editor.press('Control+Shift+ArrowRight');
    expect(await entries()).toEqual([
      ...['Suggest Words', 'Check Flow', 'Classify Selection', 'Label Selection As…'],
      ...['Rewrite Selection…', 'Translate Selection…', 'Summarize Selection…'],
    ]);
    await session().takePicture('context menu');
    await page.keyboard.press('Escape');
  });

  test('complete a gap that has just been typed', async () => {
    await write('');
    await editor.type('The cat sat on the ___');
    await editor.press('Control+Space');
    const rows = session().page.locator('.suggest-widget .monaco-list-row');
    await rows.first().waitFor();
    await session().takePicture('completions of a gap');
    await editor.press('Enter');
    await expect.poll(text).toMatch(/^The cat sat on the [a-z]+$/);
  });

  test.each([
    ['in code', 'Some `code| here` and prose.', 'here is code or markup', 'Read It as Text'],
    ['where there is no word', '# Title\n\n|', 'no word at the cursor', 'Insert a Gap Here'],
    [
      'in German',
      'Der alte Mann ging jeden Abend mit seinem Hund durch den| Wald, und am Morgen schrieb er alles auf.',
      'reads English',
      'Suggest Anyway',
    ],
  ])('%s: one message says why there are none, with one button', async (_, marked, message, button) => {
    const [before = '', after = ''] = marked.split('|');
    await write(before + after, after === '' ? '' : after);
    await editor.press('Control+Alt+w');
    const notification = session().workbench.notification(message);
    await notification.waitFor();
    expect(await notification.locator('.monaco-text-button').allTextContents()).toEqual([button]);
    await session().page.keyboard.press('Escape');
    await session().workbench.run('Notifications: Clear All Notifications');
    expect(await text()).toBe(before + after);
  });

  describe('in the panel', () => {
    test('can be taken with a click', async () => {
      await write(cat, '] on the');
      await list.open();
      await session().page.locator('.quick-input-widget .codicon-graph').click();
      const panel = session().workbench.webview();
      const rows = panel.getByRole('treeitem');
      await rows.first().waitFor();
      await session().takePicture('panel of words');
      await panel.getByRole('treeitem', { name: /^lay/ }).click();
      await expect.poll(text).toBe('The cat lay on the mat.');
    });

    test('follow the caret, and are there again after the window was loaded anew', async () => {
      await write('Every evening, an hour before dark, the keeper climbed the stairs to the');
      const panel = (): ReturnType<ReturnType<typeof session>['workbench']['webview']> => session().workbench.webview();
      await panel().getByLabel('Show').selectOption({ label: 'Next Token' });
      await panel().getByText('climbed the stairs to the').waitFor();
      await panel().getByText('Pin', { exact: true }).click();
      await panel().getByText('Unpin', { exact: true }).waitFor();
      await text();
      // Not the browser's own way to load a page anew: that gives the editor no time to write down what it keeps.
      const loaded = session().page.waitForEvent('load');
      await session().workbench.run('Developer: Reload Window');
      await loaded;
      // The page's own memory shows the pin at once; once the host has answered, its memory does.
      await panel().getByText('Pin', { exact: true }).waitFor({ timeout: 60_000 });
      await panel().getByText('Unpin', { exact: true }).waitFor({ timeout: 60_000 });
      await session().takePicture('panel after a reload');
      editor = session().workbench.textEditor;
    });
  });

  describe('in the text', () => {
    test('surprising words are marked, and say on hover what was expected', async () => {
      await write(wren);
      await session().workbench.run(paletteTitle(commands.toggleSurprisal));
      const marked = session().page.locator('.view-overlays .cdr[class*="ced-"]');
      await marked.first().waitFor({ timeout: 60_000 });
      await session().takePicture('surprisal in the text');
      const { x = 0, y = 0, height = 0 } = (await marked.first().boundingBox()) ?? {};
      await session().page.mouse.move(x + 5, y + height / 2);
      await session()
        .page.locator('.monaco-hover', { hasText: /\d bits, 1 in/ })
        .waitFor();
      await session().takePicture('surprisal on hover');
      await session().workbench.run(paletteTitle(commands.toggleSurprisal));
      await expect.poll(() => marked.count()).toBe(0);
    });

    test.each(themes)('surprising words and the list can be seen in the theme %s', async (theme, kind) => {
      await session().putOnTheme(theme, kind);
      await write(wren, 'wren');
      await session().workbench.run(paletteTitle(commands.toggleSurprisal));
      const marked = session().page.locator('.view-overlays .cdr[class*="ced-"]');
      await marked.first().waitFor({ timeout: 60_000 });
      await list.open();
      expect((await list.words()).length).toBeGreaterThan(4);
      await session().takePicture(`words ${theme}`);
      await editor.press('Escape');
      await session().workbench.run(paletteTitle(commands.toggleSurprisal));
      await expect.poll(() => marked.count()).toBe(0);
    });

    test('are a plain table for who does not see them', async () => {
      await editor.focus();
      await session().workbench.run(paletteTitle(commands.surprisalTable));
      await expect.poll(() => session().workbench.textEditor.visibleText()).toMatch(/"wren"\s+\d+\.\d/);
      await session().takePicture('surprisal table');
    });
  });
});
