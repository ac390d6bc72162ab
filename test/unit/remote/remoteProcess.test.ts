import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedError } from '../../../src/backend/engineErrors.js';
import { EngineProcess } from '../../../src/backend/engineProcess.js';
import { CancellationSource } from '../../../src/common/cancellation.js';
import type { CompleteRequest } from '../../../src/common/methods/completion.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { besidePackages, bundledScript } from '../../util/bundledScript.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { dialects } from '../../util/servers/dialects.js';
import { ServedModel } from '../../util/servers/servedModel.js';

/** The process beside the editor, a server with a small model, and the same model here. */
let models: SmallModels;
let model: ServedModel;
let server: CompletionsServer;
let remote: EngineProcess;
let local: Engine;

beforeAll(async () => {
  models = await smallModels();
  model = await ServedModel.open(models.init);
  server = await CompletionsServer.start(model, dialects.vllm);
  server.key = 'sk-secret';
  local = createEngine(models.init, { log: () => undefined, now: () => performance.now() });
  remote = new EngineProcess(await bundledScript('src/remote/main.ts', besidePackages, 'remote-process'), () => undefined);
  await remote.client.initialize({ ...models.init, server: { url: server.url, key: 'sk-secret' } });
});

afterAll(async () => {
  await remote.stop(closedError());
  await local.dispose();
  await server.close();
  await model.close();
  await models.remove();
});

const request = (before: string): CompleteRequest => ({
  context: { headings: [], before, after: '' },
  maxTokens: 6,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 2,
  minConfidence: 0,
});

test('A completion over the process and a server with a key is the local one', async () => {
  const before = 'the harbour was quiet that morning and two boats';
  const [there, here] = [await remote.client.engine.complete(request(before)), await local.complete(request(before))];
  expect(there.candidates.map(({ text }) => text)).toEqual(here.candidates.map(({ text }) => text));
  expect(there.usage).toMatchObject({ device: 'server', model: 'llama-tied' });
  expect(server.seen.every(({ headers }) => headers.authorization === 'Bearer sk-secret')).toBe(true);
});

test('A place that is known makes no request, so that keys that follow a completion cost none', async () => {
  const before = 'the boats were warm that morning and';
  const first = await remote.client.engine.complete(request(before));
  const asked = server.completions.length;
  const again = await remote.client.engine.complete(request(before));
  expect(again.candidates).toEqual(first.candidates);
  expect(server.completions.length - asked).toBeLessThanOrEqual(1);
});

test('A cancelled completion stops the server’s work', async () => {
  const source = new CancellationSource();
  let goOn = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    server.beforeToken = () => {
      resolve();
      return new Promise((go) => (goOn = go));
    };
  });
  const completing = remote.client.engine.complete(
    { ...request('two boats had come in before dawn and the'), maxTokens: 40 },
    source.token,
  );
  await reached;
  const working = server.completions.at(-1);
  source.cancel();
  await expect(completing).rejects.toMatchObject({ code: 'cancelled' });
  await expect.poll(() => working?.isGivenUp).toBe(true);
  goOn();
  server.beforeToken = () => Promise.resolve();
  expect(working?.computed).toBeLessThan(40);
});

test('A server that is gone is an outage with its name, and its return is found', async () => {
  const { port } = new URL(server.url);
  await server.close();
  const before = 'the crews were quiet and';
  const failure = await remote.client.engine.complete(request(before)).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'network',
    message: expect.stringMatching(/127\.0\.0\.1:\d+ (?:refuses|closed) the connection/) as string,
  });
  server = await CompletionsServer.start(model, dialects.vllm, Number(port));
  expect((await remote.client.engine.complete(request(before))).candidates).toHaveLength(1);
});
