import { readdir, readFile } from 'node:fs/promises';
import type http from 'node:http';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { inRoot } from '../../scripts/paths.js';
import { commands } from '../../src/host/ids.js';
import { LocalHub } from '../util/localHub.js';
import { paletteTitle } from '../util/paletteTitle.js';
import { begun, continued, keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

/** The embedded model under another name, as a hub has it. */
async function storyModel(): Promise<Record<string, Uint8Array>> {
  const folder = inRoot('models/smollm2-135m-instruct');
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.md'));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name))] as const)));
}

describe('A model by its name, from a hub', async () => {
  const hub = await LocalHub.start();
  hub.repositories.set('writer/story', { files: await storyModel(), license: 'apache-2.0' });
  // Large files wait in the middle until the pictures are taken.
  const held: (() => void)[] = [];
  let holds = true;
  hub.faults = [
    (request, response, content) => {
      if (!holds || request.url?.startsWith('/stored/') !== true || content === undefined || content.length < 30e6) return false;
      sendHalf(response, content, held);
      return true;
    },
  ];
  const session = useSession({ extension: 'packaged', environment: { HF_ENDPOINT: hub.endpoint } });
  let editor: TextEditor;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });
  afterAll(() => hub.stop());

  const modal = (): Locator => session().page.locator('.monaco-dialog-box');
  const press = async (title: string): Promise<void> => {
    const box = modal();
    await box.getByRole('button', { name: title, exact: true }).click();
    await box.waitFor({ state: 'detached' });
  };
  const list = async (): Promise<void> => {
    await session().workbench.run(paletteTitle(commands.chooseModels));
    await session().workbench.choose('Completions');
    await session().workbench.choice('SmolLM2-360M').waitFor();
  };
  const typed = (): Locator => session().page.locator('.quick-input-widget input').first();
  const waitForModel = (name: RegExp): Promise<void> => session().workbench.statusBarEntry(name).last().waitFor({ timeout: 120_000 });
  const writes = async (): Promise<void> => {
    await editor.setText(keeper);
    await editor.type(begun);
    await expect.poll(() => editor.ghostText(), { timeout: 180_000 }).toMatch(continued);
  };

  test('the jobs are listed, then the models for one', async () => {
    await session().workbench.run(paletteTitle(commands.chooseModels));
    await session().workbench.choice('Completions').waitFor();
    await session().takePicture('the jobs of models');
    await session().page.keyboard.press('Escape');
    await list();
    await session().takePicture('the models for completions');
    expect(hub.seen).toEqual([]);
  });

  test('it is downloaded with a consent that says what it costs', async () => {
    const { workbench } = session();
    await list();
    await typed().fill('writer/story');
    await workbench.choose('Download writer/story…');
    await modal().getByText('Allow Cloze to connect').waitFor();
    await session().takePicture('the question for the network');
    await press('Allow Once');
    await modal().getByText('License: apache-2.0.').waitFor();
    await session().takePicture('the question before a download');
    await press('Download and Use');
    const progress = workbench.notification(/downloading writer\/story/);
    await progress.getByText(/\d+ MB of 96 MB/).waitFor();
    await expect.poll(() => held.length).toBeGreaterThan(0);
    await session().takePicture('a download');
    holds = false;
    for (const go of held.splice(0)) go();
    await workbench.notification('writer/story writes completions from now on.').waitFor();
  });

  test('it writes ghost text', async () => {
    await writes();
    await waitForModel(/Cloze: Ready\. .*writer\/story/);
    await session().takePicture('ghost text from a downloaded model');
  });

  test('the embedded one is one choice away', async () => {
    await list();
    await session().takePicture('the models with one that was downloaded');
    await session().workbench.choose('smollm2-135m-instruct');
    await writes();
    await waitForModel(/Cloze: Ready\. .*smollm2-135m-instruct/);
  });
});

/** Sends the first half of a whole file; the rest when it is told to. */
function sendHalf(response: http.ServerResponse, content: Uint8Array, held: (() => void)[]): void {
  response.writeHead(200, { 'content-length': content.length });
  response.write(content.subarray(0, content.length / 2));
  held.push(() => response.end(content.subarray(content.length / 2)));
}
