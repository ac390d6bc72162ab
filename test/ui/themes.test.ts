import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

/** Pictures for a person to look at: test-results/shots. */
describe('Ghost text and the status bar entry can be seen', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });

  test.each([
    ['Dark Modern', 'vs-dark'],
    ['Light Modern', 'vs'],
    ['Dark High Contrast', 'hc-black'],
    ['Light High Contrast', 'hc-light'],
  ])('in the theme %s', async (theme, kind) => {
    await session().workbench.run('Preferences: Color Theme');
    await session().page.keyboard.type(theme);
    await session().workbench.choose(theme);
    await expect.poll(() => session().page.locator('.monaco-workbench').getAttribute('class')).toMatch(new RegExp(`(^| )${kind}( |$)`));
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await session().workbench.statusBarEntry(/cloze/i).waitFor();
    await session().takePicture(`theme ${theme}`);
  });
});
