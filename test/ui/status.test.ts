import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

  /** What was said briefly may stand before it. */
  const waitForState = (label: RegExp): Promise<void> => session().workbench.statusBarEntry(label).last().waitFor({ timeout: 60_000 });

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

  describe('has a menu', () => {
    const entry = (label: string): Locator => session().workbench.choice(label);
    const openMenu = async (): Promise<void> => {
      await session().workbench.run(paletteTitle(commands.showMenu));
      await entry('Complete Here').waitFor();
    };

    test.each([
      ['for this file', /Off in this file\./, 'Disable for This File', 'Enable for This File'],
      ['for this folder', /Off in the folder "workspace"\./, 'Disable for This Folder', 'Enable for This Folder'],
      ['for an hour', /Paused until \d+:\d\d/, 'Pause for an Hour', 'Resume'],
    ])('that switches it off %s, and on again in the same line', async (_, state, off, on) => {
      await openMenu();
      await entry(off).click();
      await waitForState(state);
      await editor.setText(keeper);
      await editor.type(begun);
      expect(await editor.ghostText()).toBe('');
      await openMenu();
      await session().takePicture(`menu after ${off}`);
      await entry(on).click();
      await waitForState(/Cloze: Ready/);
      await editor.press('Backspace');
      await editor.type(' ');
      await expect.poll(() => editor.ghostText()).toMatch(continued);
    });
  });

  test('says that it rests when the model was unloaded', async () => {
    await session().workbench.run(paletteTitle(commands.unloadModel));
    await waitForState(/Cloze: Idle/);
  });

  test('says that the model is loaded, as does a hint at the cursor', async () => {
    const { page } = session();
    await editor.setText(keeper);
    const hint = page.waitForFunction(`[...document.querySelectorAll('.view-line span')]
      .some((span) => getComputedStyle(span, '::after').content.includes('Loading the model…'))`);
    await editor.type(' On');
    await hint;
    const { engine } = session();
    process.kill(engine, 'SIGSTOP');
    try {
      await session().takePicture('loading');
    } finally {
      process.kill(engine, 'SIGCONT');
    }
    await waitForState(/Cloze: Ready/);
  });

  test('says that it is off', async () => {
    await session().workbench.run(paletteTitle(commands.toggle));
    await waitForState(/Cloze: Off\. Nothing runs/);
    await session().workbench.run(paletteTitle(commands.toggle));
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('Devices', () => {
  const version = '1.30.0';
  const archive = `onnxruntime-linux-x64-gpu-${version}.tgz`;
  const server = http.createServer((_, response) => {
    const asset = {
      name: archive,
      size: 300e6,
      digest: `sha256:${'0'.repeat(64)}`,
      browser_download_url: `https://example.org/${archive}`,
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ assets: [asset] }));
  });
  const environment: NodeJS.ProcessEnv = {};
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    environment['CLOZE_GITHUB_API'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  const session = useSession({ extension: 'packaged', environment });

  test('are tested on request, with the speed of what works and the way out where one cannot be used', async () => {
    const { workbench } = session();
    await workbench.run(paletteTitle(commands.testDevices));
    await workbench.choice(/Processor.*tokens per second/).waitFor();
    await workbench.choice(/WebGPU/).waitFor();
    await session().takePicture('devices');
    await workbench.choose(/NVIDIA CUDA.*cannot be used/);
    await workbench
      .notification(/NVIDIA CUDA cannot be used\..*install NVIDIA’s driver/)
      .first()
      .waitFor();
    await session().takePicture('device that cannot be used');
  });

  test('of NVIDIA get their libraries with consent to the connection and to the cost, each of which is said before', async () => {
    const { workbench, page } = session();
    await workbench.notification('NVIDIA CUDA').getByRole('button', { name: 'Install CUDA Support…' }).click();
    const modal = page.locator('.monaco-dialog-box');
    await modal.getByText('Allow Cloze to connect to 127.0.0.1').first().waitFor();
    await session().takePicture('asking to connect for CUDA');
    await modal.getByRole('button', { name: 'Allow Once' }).click();
    await modal.getByText('Install CUDA support?').waitFor();
    await modal.getByText(archive).first().waitFor();
    await session().takePicture('what CUDA support costs');
    await modal.getByRole('button', { name: 'Cancel' }).click();
  });
});

describe('A model that is not there', () => {
  const session = useSession({ extension: 'packaged', machineSettings: { 'cloze.model': '/nowhere/model.gguf' } });

  test('is named by the entry in the status bar and by a message', async () => {
    const editor = await session().workbench.openFile('manuscript.md');
    await editor.setText(keeper);
    await editor.type(begun);
    await session()
      .workbench.statusBarEntry(/\/nowhere\/model\.gguf/)
      .waitFor();
    await session().workbench.notification('/nowhere/model.gguf').first().waitFor();
    await session().takePicture('model that is not there');
  });
});
