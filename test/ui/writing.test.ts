import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { begun, continued, keeper } from './paragraphs.js';
import { themes } from './session.js';
import { useSession } from './useSession.js';

describe('Writing with the packaged extension', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });
  beforeEach(async () => {
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
  });

  test('ghost text continues a sentence that was begun', async () => {
    await session().takePicture('ghost text');
    expect(await session().savedText('manuscript.md')).toBe(keeper + begun);
  });

  test('Tab takes all of it, and one undo gives it back', async () => {
    const ghost = await editor.ghostText();
    await editor.press('Tab');
    await expect.poll(() => session().savedText('manuscript.md')).toBe(keeper + begun + ghost);
    await editor.press('Control+z');
    await expect.poll(() => session().savedText('manuscript.md')).toBe(keeper + begun);
  });

  test('Ctrl+Right takes one word', async () => {
    await editor.press('Control+ArrowRight');
    await expect.poll(() => session().savedText('manuscript.md')).toBe(`${keeper}${begun}Point`);
  });

  test('Escape sends it away', async () => {
    await editor.press('Escape');
    await editor.waitForNoGhostText();
  });

  test('typing its first letters keeps the rest, while the engine stands still', async () => {
    const ghost = await editor.ghostText();
    const { engine } = session();
    process.kill(engine, 'SIGSTOP');
    try {
      await editor.type(ghost.slice(0, 3));
      await expect.poll(() => editor.ghostText()).toBe(ghost.slice(3));
    } finally {
      process.kill(engine, 'SIGCONT');
    }
  });

  test('it comes although the editor lost the focus while the engine stood still', async () => {
    const { engine, page } = session();
    await editor.press('Escape');
    await editor.waitForNoGhostText();
    process.kill(engine, 'SIGSTOP');
    try {
      await editor.type('Point the wind rose. The fog came down on Skarn ');
      // The status bar says so once the engine has been asked.
      await session()
        .workbench.statusBarEntry(/looking for a continuation/i)
        .waitFor();
      await editor.press('Control+Shift+E');
      await page.locator('.explorer-folders-view .monaco-list:focus').waitFor();
      await editor.waitForNoGhostText();
    } finally {
      process.kill(engine, 'SIGCONT');
    }
    await expect.poll(() => editor.ghostText()).toMatch(continued);
  });

  test('in the middle of a paragraph it leaves what follows alone', async () => {
    const rest = ' was seen by ships of every nation.';
    await editor.setText(keeper + begun.slice(0, -1) + rest);
    for (let left = 0; left < rest.length; left++) await editor.press('ArrowLeft');
    await editor.type(begun.slice(-1));
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await session().takePicture('ghost text in the middle of a paragraph');
    const ghost = await editor.ghostText();
    await editor.press('Tab');
    await expect.poll(() => session().savedText('manuscript.md')).toBe(keeper + begun + ghost + rest);
  });

  test('"Why This Completion?" shows each token with its probability', async () => {
    await editor.type('Point the wind rose. The fog came down on Skarn ');
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await session().workbench.run(paletteTitle(commands.whyCompletion));
    const panel = session().workbench.webview();
    await panel.getByText('came down on Skarn').waitFor();
    await panel.getByRole('treeitem', { name: /Point.*\d+ %/ }).waitFor();
    await session().takePicture('why this completion');
  });

  test.each(themes)('it can be seen in the theme %s', async (theme, kind) => {
    await session().putOnTheme(theme, kind);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await session().workbench.statusBarEntry(/cloze/i).waitFor();
    await session().takePicture(`theme ${theme}`);
  });
});
