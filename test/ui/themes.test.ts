import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

/** Pictures for a person to look at: test-results/shots. */
describe.each([
  ['Default Dark Modern', 'vs-dark'],
  ['Default Light Modern', 'vs'],
  ['Default High Contrast', 'hc-black'],
  ['Default High Contrast Light', 'hc-light'],
])('In the theme %s', (theme, kind) => {
  const session = useSession({ extension: 'packaged', settings: { 'workbench.colorTheme': theme } });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });

  test('ghost text and the status bar entry can be seen', async () => {
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    expect(await session().page.locator('.monaco-workbench').getAttribute('class')).toMatch(new RegExp(`(^| )${kind}( |$)`));
    await session().workbench.statusBarEntry(/cloze/i).waitFor();
    await session().takePicture(`theme ${theme}`);
  });
});
