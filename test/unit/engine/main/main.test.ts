import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { CompleteRequest } from '../../../../src/common/methods/completion.js';
import type { EngineInit } from '../../../../src/common/methods/lifecycle.js';
import * as protocol from '../../../../src/common/engineProtocol.js';

const root = path.join(import.meta.dirname, '../../../..');
const init: EngineInit = {
  modelFolders: [path.join(root, 'models')],
  cacheFolder: path.join(root, '.cache/graphs'),
  causalModel: 'smollm2-135m-instruct',
  device: 'cpu',
  threads: 1,
};
const request: CompleteRequest = {
  context: { headings: [], before: 'The quick brown fox jumps over the la', after: '' },
  maxTokens: 2,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 1,
  minConfidence: 0,
};

let child: ChildProcess;
let connection: MessageConnection;
let output: string;

/** The engine as the editor starts it, but straight from its source. */
function start(script = path.join(root, 'src/engine/main.ts'), execArgv = ['--import', 'tsx']): void {
  child = fork(script, [], { execArgv, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
}

/** Resolves when the engine says that the model is at work. */
function working(): Promise<void> {
  return new Promise((resolve) => {
    connection.onNotification(protocol.statusNotification, ({ state }) => {
      if (state === 'working') resolve();
    });
  });
}

async function end(): Promise<number | null> {
  connection.dispose();
  if (child.connected) child.disconnect();
  if (child.exitCode === null) await once(child, 'exit');
  return child.exitCode;
}

afterEach(end);

describe('The engine process', () => {
  beforeEach(() => start());

  test('completes a text with the embedded model', async () => {
    expect(await connection.sendRequest(protocol.initializeRequest, init)).toMatchObject({ state: 'idle', model: init.causalModel });
    const states: string[] = [];
    connection.onNotification(protocol.statusNotification, ({ state }) => void states.push(state));
    const { candidates, usage } = await connection.sendRequest(protocol.completeRequest, request);
    expect(candidates[0]?.text).toMatch(/^zy dog/);
    expect(usage).toMatchObject({ model: init.causalModel, device: 'cpu' });
    expect(states.slice(0, 2)).toEqual(['loading', 'working']);
    expect(output).toBe('');
  });

  test('gives up a request in its middle, and answers the next', async () => {
    await connection.sendRequest(protocol.initializeRequest, init);
    await connection.sendRequest(protocol.completeRequest, request);
    const source = new CancellationTokenSource();
    const long = connection.sendRequest(protocol.completeRequest, { ...request, maxTokens: 2000 }, source.token);
    await working();
    source.cancel();
    await expect(long).rejects.toMatchObject({ code: -32800, data: { code: 'cancelled' } });
    expect((await connection.sendRequest(protocol.completeRequest, request)).candidates).toHaveLength(1);
  });

  test('says in words what is wrong with a request', async () => {
    await expect(connection.sendRequest(protocol.completeRequest, request)).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await connection.sendRequest(protocol.initializeRequest, init);
    await expect(connection.sendRequest(protocol.initializeRequest, init)).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await expect(connection.sendRequest(protocol.completeRequest, { ...request, candidates: 0 })).rejects.toMatchObject({
      data: { code: 'bad-request' },
    });
  });

  test('says which models there are when the one it needs is not', async () => {
    await connection.sendRequest(protocol.initializeRequest, { ...init, causalModel: 'no-such-model' });
    const failure = connection.sendRequest(protocol.completeRequest, request);
    await expect(failure).rejects.toMatchObject({ data: { code: 'model-not-found', action: 'choose-model' } });
    expect(await connection.sendRequest(protocol.statusRequest)).toMatchObject({ state: 'failed', error: { code: 'model-not-found' } });
  });

  test('ends when its parent goes away, also while it works', async () => {
    await connection.sendRequest(protocol.initializeRequest, init);
    void connection.sendRequest(protocol.completeRequest, { ...request, maxTokens: 2000 }).catch(() => undefined);
    await working();
    expect(await end()).toBe(0);
  });
});

test('An engine without its native library starts, and says why it cannot work', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-engine-'));
  try {
    // The bundle looks for onnxruntime-node in the folders above it, where here is none.
    await build({
      entryPoints: [path.join(root, 'src/engine/main.ts')],
      outfile: path.join(folder, 'engine.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['onnxruntime-node'],
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    start(path.join(folder, 'engine.mjs'), []);
    await connection.sendRequest(protocol.initializeRequest, init);
    await expect(connection.sendRequest(protocol.completeRequest, request)).rejects.toMatchObject({
      data: { code: 'engine-failed-to-load' },
    });
    expect(await connection.sendRequest(protocol.statusRequest)).toMatchObject({
      state: 'failed',
      error: { code: 'engine-failed-to-load' },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
