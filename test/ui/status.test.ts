import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { commands } from '../../src/host/ids.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('The entry in the status bar', () => {
  const session = useSession({ extension: 'packaged' });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });

  const waitForState = (label: RegExp): Promise<void> => session().workbench.statusBarEntry(label).waitFor({ timeout: 60_000 });

  test('says that it is ready, with which model, and how fast', async () => {
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText()).toMatch(continued);
    await waitForState(/Cloze: Ready\. .*smollm2-135m-instruct.*tokens per second/);
  });

  test('says that it looks for a continuation while the engine takes its time', async () => {
    const { engine } = session();
    process.kill(engine, 'SIGSTOP');
    try {
      await editor.type('Point the wind rose. He');
      await waitForState(/Cloze: Looking for a continuation/);
      await session().takePicture('thinking');
    } finally {
      process.kill(engine, 'SIGCONT');
    }
    await waitForState(/Cloze: Ready/);
  });

  test('says that it rests when the model was unloaded', async () => {
    await session().workbench.run(paletteTitle(commands.unloadModel));
    await waitForState(/Cloze: Resting/);
  });

  test('says that it is off', async () => {
    await session().workbench.run(paletteTitle(commands.toggle));
    await waitForState(/Cloze: Off\. Nothing runs/);
    await session().workbench.run(paletteTitle(commands.toggle));
  });

  test('says what is wrong with a model that is not there, and so does a message', async () => {
    await changeSettings(session().profile.userData, { 'cloze.model': '/nowhere/model.gguf' });
    await editor.setText(keeper);
    await editor.type(' He');
    await waitForState(/Cloze: .*\/nowhere\/model\.gguf/);
    await session().workbench.notification('/nowhere/model.gguf').first().waitFor();
    await session().takePicture('failed model');
  });
});

async function changeSettings(userData: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
  const file = path.join(userData, 'User/settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...settings, ...changes }));
}
