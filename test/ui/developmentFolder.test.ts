import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { paragraphs } from './paragraphs.js';
import { Session } from './session.js';

describe('The development folder', () => {
  let session: Session;

  beforeAll(async () => {
    session = await Session.open({ extension: 'development' });
  });
  afterAll(() => session.close());

  test('gives ghost text as the packaged extension does', async () => {
    const editor = await session.workbench.openFile('manuscript.md');
    await editor.setText(paragraphs.keeper);
    await editor.type(' Every evening he climbed the');
    expect(await editor.waitForGhostText()).toMatch(/\w/);
  });
});
