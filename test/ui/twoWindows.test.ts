import { cp } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { processes, signalProcess } from '../../scripts/editor/processes.js';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import type { Workbench } from '../../scripts/editor/workbench.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('Two windows', () => {
  const session = useSession({ extension: 'packaged', buildsGraphs: true });
  let windows: readonly Workbench[];
  let editors: TextEditor[];

  beforeAll(async () => {
    const { profile } = session();
    const another = path.join(profile.root, 'another');
    await cp(profile.workspace, another, { recursive: true });
    windows = [session().workbench, await session().openAnotherWindow(another)];
  });

  /** Writes a sentence in each window, and waits until both have ghost text. */
  async function write(sentence: string): Promise<void> {
    for (const [index, editor] of editors.entries()) {
      await windows[index]?.page.bringToFront();
      await editor.type(sentence);
    }
    for (const [index, editor] of editors.entries()) {
      await windows[index]?.page.bringToFront();
      await expect.poll(() => editor.ghostText()).toMatch(continued);
    }
  }

  test('start one engine, for the first time, and both give ghost text', async () => {
    editors = [];
    for (const window of windows) {
      await window.page.bringToFront();
      const editor = await window.openFile('manuscript.md');
      await editor.setText(keeper);
      editors.push(editor);
    }
    await write(begun);
    const hosts = processes().filter(
      ({ group, command }) => group === session().server.group.id && command.includes('--type=extensionHost'),
    );
    expect(hosts.length).toBeGreaterThanOrEqual(2);
    expect(session().engines).toHaveLength(1);
  });

  test('say that they share it', async () => {
    for (const window of windows) {
      await window.page.bringToFront();
      await window
        .statusBarEntry(/Shared with one other window\./)
        .last()
        .waitFor();
    }
    await session().takePicture('shared engine');
  });

  test('both go on with one new engine after theirs was killed', async () => {
    const { engine: killed } = session();
    signalProcess(killed, 'SIGKILL');
    await expect.poll(() => session().engines).not.toContain(killed);
    await write('Point the wind rose. The fog came down on Skarn ');
    expect(session().engines).toHaveLength(1);
  });

  test('one keeps it where the other is closed', async () => {
    const { engine } = session();
    await windows[1]?.page.close();
    await windows[0]?.page.bringToFront();
    await editors[0]?.type('Point the wind fell. The fog went back over Skarn ');
    await expect.poll(() => editors[0]?.ghostText()).toMatch(continued);
    expect(session().engine).toBe(engine);
  });
});
