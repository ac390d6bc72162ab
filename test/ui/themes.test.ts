import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { paragraphs } from './paragraphs.js';
import { Session } from './session.js';

/** Pictures for a person to look at: test-results/shots. */
describe.each([
  ['Default Dark Modern', 'vs-dark'],
  ['Default Light Modern', 'vs'],
  ['Default High Contrast', 'hc-black'],
  ['Default High Contrast Light', 'hc-light'],
])('In the theme %s', (theme, kind) => {
  let session: Session;
  let editor: TextEditor;

  beforeAll(async () => {
    session = await Session.open({ extension: 'packaged', settings: { 'workbench.colorTheme': theme } });
    editor = await session.workbench.openFile('manuscript.md');
  });
  afterAll(() => session.close());

  test('ghost text and the status bar entry can be seen', async () => {
    await editor.setText(paragraphs.keeper);
    await editor.type(' Every evening he climbed the');
    expect(await editor.waitForGhostText()).toMatch(/\w/);
    expect(await session.page.locator('.monaco-workbench').getAttribute('class')).toMatch(new RegExp(`(^| )${kind}( |$)`));
    await session.workbench.statusBarEntry(/cloze/i).waitFor();
    await session.takePicture(`theme ${theme}`);
  });
});
