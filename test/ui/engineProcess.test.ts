import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { internetSockets } from '../../scripts/editor/processes.js';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { begun, continued, keeper } from './paragraphs.js';
import { socketsOf } from './session.js';
import { useSession } from './useSession.js';

/** What code-server and VS Code keep in the home folder. Cloze keeps nothing there. */
const writtenByTheEditor = new Set(['code-server-stderr.log', 'code-server-stdout.log', 'deviceid', 'heartbeat']);

describe('The engine process', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  test('does not run before there is something to write in', async () => {
    await session().workbench.statusBarEntry(/cloze/i).waitFor();
    expect(session().engines).toEqual([]);
  });

  test('starts with the first sentence', async () => {
    editor = await session().workbench.openFile('manuscript.md');
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    expect(session().engines).toHaveLength(1);
  });

  test('opens no socket of the internet, and writes nothing into the home folder, and where it listens into that for temporary files', () => {
    expect(internetSockets(session().engine)).toEqual([]);
    const { home, temporary } = session().profile;
    const written = [home, temporary].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
    const strangers = written.filter(
      (entry) => !entry.isDirectory() && !writtenByTheEditor.has(entry.name) && !entry.name.startsWith('vscode-'),
    );
    const sockets = socketsOf(session().profile);
    expect(strangers.filter(({ parentPath }) => parentPath !== sockets).map(({ name }) => name)).toEqual([]);
    expect(
      strangers
        .filter(({ parentPath }) => parentPath === sockets)
        .map(({ name }) => path.extname(name))
        .sort(),
    ).toEqual(['.1', '.sock']);
  });

  test('is started again by the next key after it was killed', async () => {
    const { engine: killed } = session();
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => session().engines).not.toContain(killed);
    // A new sentence, because Cloze still knows how the old one goes on.
    await editor.type('Point the wind rose. The fog came down on Skarn ');
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    expect(session().engine).not.toBe(killed);
  });

  test('ends when Cloze is switched off, and comes back when it is switched on', async () => {
    await session().workbench.run(paletteTitle(commands.toggle));
    await expect.poll(() => session().engines).toEqual([]);
    await session().takePicture('switched off');
    await session().workbench.run(paletteTitle(commands.toggle));
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => session().engines.length).toBe(1);
  });

  test('ends soon after the editor that started it has ended', async () => {
    const { engine } = session();
    await session().server.stop();
    await expect.poll(() => session().engines).not.toContain(engine);
  });
});
