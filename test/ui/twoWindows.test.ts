import { describe, expect, test } from 'vitest';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('Two windows', () => {
  const session = useSession({ extension: 'packaged', buildsGraphs: true });

  test('start their engines at the same time, for the first time, and both give ghost text', async () => {
    const windows = [session().workbench, await session().openAnotherWindow()];
    const editors = [];
    for (const window of windows) {
      await window.page.bringToFront();
      const editor = await window.openFile('manuscript.md');
      await editor.setText(keeper);
      editors.push(editor);
    }
    for (const [index, editor] of editors.entries()) {
      await windows[index]?.page.bringToFront();
      await editor.type(begun);
      await expect.poll(() => editor.ghostText()).toMatch(continued);
    }
    expect(session().engines).toHaveLength(2);
  });
});
