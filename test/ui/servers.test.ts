import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextEditor } from '../../scripts/editor/textEditor.js';
import { embeddedModel } from '../model/complete/embeddedModel.js';
import { CompletionsServer } from '../util/servers/completionsServer.js';
import { dialects } from '../util/servers/dialects.js';
import { ServedModel } from '../util/servers/servedModel.js';
import { keeper } from './paragraphs.js';
import { useSession } from './useSession.js';

describe('A completions server of your own', async () => {
  const model = await ServedModel.open(embeddedModel);
  const server = await CompletionsServer.start(model, dialects.vllm);
  const host = new URL(server.url).host;
  const session = useSession({
    extension: 'packaged',
    machineSettings: { 'cloze.server.url': server.url, 'cloze.server.use': 'always' },
  });
  let editor: TextEditor;
  let sentences = 0;

  beforeAll(async () => {
    editor = await session().workbench.openFile('manuscript.md');
  });
  afterAll(async () => {
    await server.close();
    await model.close();
  });

  /** Writes what was not written before, so that no answer is known yet, until a completion is shown. */
  async function write(): Promise<void> {
    await editor.setText(keeper);
    await editor.type(` In the year 19${10 + sentences++} the lighthouse at Skarn `);
    await expect.poll(() => editor.ghostText(), { timeout: 180_000 }).toMatch(/\w/);
  }

  test('gets no text before you agree, while the local model completes', async () => {
    const { workbench } = session();
    const question = workbench.notification(`Send text to ${host}?`);
    const asked = question.waitFor();
    await write();
    await asked;
    expect(server.completions).toEqual([]);
    // The editor puts a question away after some seconds, behind its bell, and the first completion may take longer.
    if (!(await question.isVisible())) await workbench.run('Notifications: Show Notifications');
    await session().takePicture('the question before text leaves');
    await question.getByRole('button', { name: 'Send', exact: true }).click();
  });

  test('completes then, and the status bar says so', async () => {
    await expect.poll(async () => (await write(), server.completions.length)).toBeGreaterThan(0);
    await session()
      .workbench.statusBarEntry(new RegExp(host.replace('.', '\\.')))
      .first()
      .waitFor();
    await session().takePicture('a completion from a server');
  });

  test('is missed once where it does not answer, and the local model completes', async () => {
    server.faults = [(_, response) => (response.writeHead(503).end(), true)];
    await write();
    await write();
    const outage = session().workbench.notification('The local model completes for now');
    await outage.first().waitFor();
    expect(await outage.count()).toBe(1);
    await session().takePicture('a server that does not answer');
  });

  test('completes again when it is back', async () => {
    server.faults = [];
    const before = server.completions.filter(({ computed }) => computed > 0).length;
    await expect
      .poll(async () => (await write(), server.completions.filter(({ computed }) => computed > 0).length))
      .toBeGreaterThan(before);
  });
});
