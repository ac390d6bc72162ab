import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type CancellationToken,
  CancellationTokenSource,
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import type { EngineInit, EngineStatus } from '../../../../src/common/methods/lifecycle.js';
import * as protocol from '../../../../src/common/engineProtocol.js';
import { bundledScript } from '../../../util/bundledScript.js';

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

/** Calls a method of the engine. */
function call<R>(method: string, given?: unknown, token?: CancellationToken): Promise<R> {
  return connection.sendRequest(protocol.requestType(method), { request: given }, token) as Promise<R>;
}

/** Resolves when the engine says that the model is at work. */
function working(): Promise<void> {
  return new Promise((resolve) => {
    connection.onNotification(protocol.statusNotification, ({ state }: EngineStatus) => {
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
    expect(await call<EngineStatus>(protocol.initializeMethod, init)).toMatchObject({
      state: 'idle',
      models: [{ model: init.causalModel }, {}],
    });
    const states: string[] = [];
    connection.onNotification(protocol.statusNotification, ({ state }: EngineStatus) => void states.push(state));
    const { candidates, usage } = await call<CompleteResult>('complete', request);
    expect(candidates[0]?.text).toMatch(/^zy dog/);
    expect(usage).toMatchObject({ model: init.causalModel, device: 'cpu' });
    expect(states.slice(0, 3)).toEqual(['loading', 'ready', 'working']);
    expect(output).toBe('');
  });

  test('gives up a request in its middle, and answers the next', async () => {
    await call<EngineStatus>(protocol.initializeMethod, init);
    await call<CompleteResult>('complete', request);
    const source = new CancellationTokenSource();
    const long = call<CompleteResult>('complete', { ...request, maxTokens: 2000 }, source.token);
    await working();
    source.cancel();
    await expect(long).rejects.toMatchObject({ code: -32800, data: { code: 'cancelled' } });
    expect((await call<CompleteResult>('complete', request)).candidates).toHaveLength(1);
  });

  test('says in words what is wrong with a request', async () => {
    await expect(call<CompleteResult>('complete', request)).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await call<EngineStatus>(protocol.initializeMethod, init);
    await expect(call<EngineStatus>(protocol.initializeMethod, init)).rejects.toMatchObject({ data: { code: 'bad-request' } });
    await expect(call<CompleteResult>('complete', { ...request, candidates: 0 })).rejects.toMatchObject({
      data: { code: 'bad-request' },
    });
  });

  test('says which models there are when the one it needs is not', async () => {
    await call<EngineStatus>(protocol.initializeMethod, { ...init, causalModel: 'no-such-model' });
    const failure = call<CompleteResult>('complete', request);
    await expect(failure).rejects.toMatchObject({ data: { code: 'model-not-found', action: 'choose-model' } });
    expect(await call<EngineStatus>('status')).toMatchObject({ state: 'failed', models: [{ error: { code: 'model-not-found' } }, {}] });
  });

  test('ends when its parent goes away, also while it works', async () => {
    await call<EngineStatus>(protocol.initializeMethod, init);
    void call<CompleteResult>('complete', { ...request, maxTokens: 2000 }).catch(() => undefined);
    await working();
    expect(await end()).toBe(0);
  });
});

test('An engine without its native library starts, and says why it cannot work', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloze-engine-'));
  try {
    // The bundle looks for onnxruntime-node in the folders above it, where here is none.
    start(await bundledScript('src/engine/main.ts', folder), []);
    await call<EngineStatus>(protocol.initializeMethod, init);
    await expect(call<CompleteResult>('complete', request)).rejects.toMatchObject({
      data: { code: 'engine-failed-to-load' },
    });
    expect(await call<EngineStatus>('status')).toMatchObject({
      state: 'failed',
      models: [{ error: { code: 'engine-failed-to-load' } }, {}],
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});
