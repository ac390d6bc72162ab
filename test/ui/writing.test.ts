import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { paragraphs } from './paragraphs.js';
import { Session } from './session.js';

describe('Writing with the packaged extension', () => {
  let session: Session;
  let editor: TextEditor;

  beforeAll(async () => {
    session = await Session.open({ extension: 'packaged' });
    editor = await session.workbench.openFile('manuscript.md');
  });
  afterAll(() => session.close());

  beforeEach(async () => {
    await editor.setText(`${paragraphs.harbour}\n\n${paragraphs.keeper}`);
  });

  test('ghost text continues a sentence that was begun', async () => {
    await editor.type(' Every evening he climbed the');
    expect(await editor.waitForGhostText()).toMatch(/\w/);
    await session.takePicture('ghost text');
  });

  test('Tab takes all of it, and one undo gives it back', async () => {
    await editor.type(' Every evening he climbed the');
    const ghost = await editor.waitForGhostText();
    const before = `${paragraphs.harbour}\n\n${paragraphs.keeper} Every evening he climbed the`;
    await editor.press('Tab');
    expect(await session.savedText('manuscript.md')).toContain(before + ghost);
    await editor.press('Control+z');
    expect(await session.savedText('manuscript.md')).toBe(before);
  });

  test('Ctrl+Right takes one word', async () => {
    await editor.type(' Every evening he climbed the');
    const ghost = await editor.waitForGhostText();
    const word = /^\s*\S+/.exec(ghost)?.[0] ?? '';
    await editor.press('Control+ArrowRight');
    const text = await session.savedText('manuscript.md');
    expect(text.endsWith(`he climbed the${word}`)).toBe(true);
  });

  test('Escape sends it away', async () => {
    await editor.type(' Every evening he climbed the');
    await editor.waitForGhostText();
    await editor.press('Escape');
    await editor.waitForNoGhostText();
  });

  test('typing its first letters keeps the rest, while the engine stands still', async () => {
    await editor.type(' Every evening he climbed the');
    const ghost = await editor.waitForGhostText();
    const [engine = 0] = session.engines;
    process.kill(engine, 'SIGSTOP');
    try {
      await editor.type(ghost.slice(0, 3));
      await expect.poll(() => editor.ghostText()).toBe(ghost.slice(3));
    } finally {
      process.kill(engine, 'SIGCONT');
    }
  });

  test('in the middle of a paragraph it does not repeat what follows', async () => {
    await editor.press('Control+Home');
    for (let words = 0; words < 12; words++) await editor.press('Control+ArrowRight');
    await editor.type(' and');
    const ghost = await editor.waitForGhostText();
    expect(ghost.trim()).not.toBe('');
    await session.takePicture('ghost text in the middle of a paragraph');
  });

  test('"Why This Completion?" shows each token with its probability', async () => {
    await editor.type(' Every evening he climbed the');
    await editor.waitForGhostText();
    await session.workbench.run(paletteTitle(commands.whyCompletion));
    await session.workbench.tab(/why|completion/i).waitFor();
    await expect.poll(() => session.workbench.textEditor.element.textContent()).toMatch(/\d\s*%/);
    await session.takePicture('why this completion');
  });
});
