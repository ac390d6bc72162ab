import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { begun, continued, keeper } from './paragraphs.js';
import { themes } from './session.js';
import { useSession } from './useSession.js';

/** Pictures for a person to look at: test-results/shots. */
describe('Ghost text and the status bar entry can be seen', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });

  test.each(themes)('in the theme %s', async (theme, kind) => {
    await session().putOnTheme(theme, kind);
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await session().workbench.statusBarEntry(/cloze/i).waitFor();
    await session().takePicture(`theme ${theme}`);
  });
});
