import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { internetSockets } from '../../scripts/editor/processes.js';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { paragraphs } from './paragraphs.js';
import { Session } from './session.js';

const started = ' Every evening he climbed the';

describe('The engine process', () => {
  let session: Session;
  let editor: TextEditor;

  beforeAll(async () => {
    session = await Session.open({ extension: 'packaged' });
  });
  afterAll(() => session.close());

  test('does not run before there is something to write in', async () => {
    await session.workbench.statusBarEntry(/cloze/i).waitFor();
    expect(session.engines).toEqual([]);
  });

  test('starts with the first sentence', async () => {
    editor = await session.workbench.openFile('manuscript.md');
    await editor.setText(paragraphs.keeper);
    await editor.type(started);
    await editor.waitForGhostText();
    expect(session.engines).toHaveLength(1);
  });

  test('opens no socket and writes nothing into the home folder', () => {
    const [engine = 0] = session.engines;
    expect(internetSockets(engine)).toEqual([]);
    expect(existsSync(path.join(session.profile.home, '.cache/Microsoft'))).toBe(false);
    expect(readdirSync(session.profile.temporary).filter((name) => name.startsWith('mat-debug'))).toEqual([]);
  });

  test('is started again by the next key after it was killed', async () => {
    const [killed = 0] = session.engines;
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => session.engines).not.toContain(killed);
    await editor.setText(paragraphs.keeper);
    await editor.type(started);
    await editor.waitForGhostText();
    expect(session.engines).toHaveLength(1);
  });

  test('ends when Cloze is switched off, and comes back when it is switched on', async () => {
    await session.workbench.run(paletteTitle(commands.toggle));
    await expect.poll(() => session.engines).toEqual([]);
    await session.takePicture('switched off');
    await session.workbench.run(paletteTitle(commands.toggle));
    await editor.setText(paragraphs.keeper);
    await editor.type(started);
    await editor.waitForGhostText();
  });
});
