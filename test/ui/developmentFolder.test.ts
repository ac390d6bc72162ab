import { describe, expect, test } from 'vitest';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('The development folder', () => {
  const session = useSession({ extension: 'development' });

  test('gives ghost text as the packaged extension does', async () => {
    const editor = await session().workbench.openFile('manuscript.md');
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
  });
});
