import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { CompleteRequest } from '../../../src/common/methods/completion.js';
import type { Engine } from '../../../src/engine/engine.js';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { type Dialect, dialects } from '../../util/servers/dialects.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { ServedModel } from '../../util/servers/servedModel.js';

/** A server that is not what it was when it was probed. */
let models: SmallModels;
let model: ServedModel;
let server: CompletionsServer;
let engine: Engine;

beforeAll(async () => {
  models = await smallModels();
  model = await ServedModel.open(models.init);
});
afterEach(async () => {
  await engine.dispose();
  await server.close();
});
afterAll(async () => {
  await model.close();
  await models.remove();
});

const request: CompleteRequest = {
  context: { headings: [], before: 'the harbour was quiet that morning and two', after: '' },
  maxTokens: 4,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 0,
  minConfidence: 0,
};

async function serve(dialect: Dialect, port = 0): Promise<number> {
  server = await CompletionsServer.start(model, dialect, port);
  engine = engineOver({ url: server.url }, models.init);
  return Number(new URL(server.url).port);
}

test('Another kind at the same address is probed again', async () => {
  const port = await serve(dialects.sglang);
  await engine.complete(request);
  await engine.dispose();
  await server.close();
  await serve({ ...dialects.vllm, owner: 'sglang' }, port);
  expect((await engine.complete(request)).candidates).toHaveLength(1);
  const asked = server.seen.map(({ path }) => path);
  expect([asked[0], asked.at(-1)]).toEqual(['/generate', '/v1/completions']);
});

const untold = 'the crews were asleep and';

test('A model that vanishes in mid-session is told of, and its server is left alone for an hour', async () => {
  await serve(dialects.vllm);
  await engine.complete(request);
  const asked = server.seen.length;
  server.faults = [
    (_, response) => {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ object: 'error', message: 'The model `llama-tied` does not exist.', type: 'NotFoundError', code: 404 }),
      );
      return true;
    },
  ];
  const failure: unknown = await engine
    .complete({ ...request, context: { ...request.context, before: untold } })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'network', detail: { retryAfterMs: 3_600_000 } });
  expect(String(failure)).toMatch(/has no such model or address \(404\)\. It says: The model `llama-tied` does not exist\./);
  // The text was sent once.
  expect(server.seen.slice(asked).filter(({ body }) => body['prompt'] === untold)).toHaveLength(1);
});

test('A model that is gone in the next session is named with those that are there', async () => {
  const port = await serve(dialects.vllm);
  const wanted = { url: server.url, model: 'llama-tied' };
  await engine.dispose();
  engine = engineOver(wanted, models.init);
  await engine.complete(request);
  await engine.dispose();
  await server.close();
  Object.defineProperty(model, 'name', { value: 'another-model', configurable: true });
  try {
    server = await CompletionsServer.start(model, dialects.vllm, port);
    engine = engineOver(wanted, models.init);
    const failure: unknown = await engine.complete(request).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/has no model "llama-tied"\. It has another-model\./);
    expect(server.seen).toEqual([]);
  } finally {
    delete (model as { name?: string }).name;
  }
});
