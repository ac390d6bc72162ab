import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

const file = 'manuscript.md';
const ask = 'Alt+\\';

describe('A writer who asks for a completion', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile(file);
  });

  /** Writes a text and leaves the cursor where it has "‸". */
  const write = async (marked: string): Promise<void> => {
    const [before = '', after = ''] = marked.split('‸');
    await editor.press('Escape');
    await editor.setText(before + after);
    for (let left = after.length; left > 0; left--) await editor.press('ArrowLeft');
  };

  test('takes the first word of the candidate that is shown and keeps that one; undo gives it back', async () => {
    await write(keeper + begun);
    await editor.press(ask);
    const first = await editor.waitForGhostText();
    await editor.press('Alt+]');
    await expect.poll(() => editor.ghostText()).not.toBe(first);
    const shown = await editor.ghostText();
    await session().takePicture('one of several candidates');
    const word = /^\s*\S+/.exec(shown)?.[0] ?? '';
    await editor.press('Control+ArrowRight');
    await expect.poll(() => editor.ghostText()).toBe(shown.slice(word.length));
    await session().takePicture('the rest of a candidate');
    expect(await session().savedText(file)).toBe(keeper + begun + word);
    await editor.press('Control+z');
    await expect.poll(() => session().savedText(file)).toBe(keeper + begun);
  });

  test.each([
    ['the text is the same, one at both', begun.trimStart(), true],
    ['the text differs, none, and the status bar says why', 'Nobody had ever seen ', false],
  ])('gets with two cursors, where %s', async (_, line, isOffered) => {
    const { page } = session();
    await write(`${keeper}\n\n${begun.trimStart()}\n${line}`);
    await editor.press('Shift+Alt+ArrowUp');
    await expect.poll(() => editor.element.locator('.cursor').count()).toBe(2);
    await editor.press(ask);
    if (isOffered) expect(await editor.waitForGhostText()).toMatch(continued);
    else await page.getByText('No completion: the cursors differ.').first().waitFor();
    await session().takePicture(`two cursors ${isOffered ? 'with' : 'without'} a completion`);
    if (isOffered) await editor.press('Tab');
    else expect(await editor.ghostText()).toBe('');
    const saved = await session().savedText(file);
    await editor.press('Escape');
    expect(saved.match(/at Skarn Point/g)?.length).toBe(isOffered ? 3 : 1);
  });

  test.each([
    ['in code', 'The keeper ran `cat log‸` twice.', ' in code.'],
    ['in a table', '| night | weather |\n| --- | --- |\n| first | fog‸ |', ' in a table.'],
    ['in a formula', 'The lamp had $x^2 + y‸$ candles.', ' in a formula.'],
    ['in an empty document', '‸', ': nothing to continue.'],
    ['while text is selected', `${keeper}‸`, ': text is selected.'],
  ])('reads in the status bar why there is none %s', async (where, marked, reason) => {
    await write(marked);
    if (where === 'while text is selected') await editor.press('Control+Shift+ArrowLeft');
    await editor.press(ask);
    await session().page.getByText(`No completion${reason}`).first().waitFor();
    if (where === 'in code') await session().takePicture('no completion in code');
  });

  test('gets one in a language that the model does not know; unasked there is none, which is said once', async () => {
    await write('Der alte Mann ging jeden Abend mit seinem Hund durch den Wald, und am Morgen schrieb er alles auf. ‸');
    await editor.type('Er war ');
    const notice = session().workbench.notification('knows only English');
    await notice.getByRole('button', { name: 'Choose Model' }).waitFor();
    await session().takePicture('language notice');
    expect(await editor.ghostText()).toBe('');
    await session().workbench.run('Notifications: Clear All Notifications');
    await editor.press(ask);
    expect(await editor.waitForGhostText()).not.toBe('');
    expect(await notice.count()).toBe(0);
  });
});
