import { afterAll, beforeAll, expect, test } from 'vitest';
import { doorEngine, type DoorEngine } from '../../../src/backend/doorEngine.js';
import { systemClock } from '../../../src/backend/systemClock.js';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { besidePackages, bundledScript } from '../../util/bundledScript.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { dialects } from '../../util/servers/dialects.js';
import { ServedModel } from '../../util/servers/servedModel.js';
import { requestTo } from './startEngine.js';

let models: SmallModels;
let served: ServedModel;
let server: CompletionsServer;
let engine: DoorEngine;
beforeAll(async () => {
  models = await smallModels();
  served = await ServedModel.open(models.init);
  server = await CompletionsServer.start(served, dialects.vllm);
  server.key = 'sk-secret';
  const [engineScript, script] = await Promise.all([
    bundledScript('src/engine/main.ts', besidePackages, 'engine-for-door'),
    bundledScript('src/remote/main.ts', besidePackages, 'remote-for-door'),
  ]);
  const choice = { url: server.url, key: 'sk-secret' };
  engine = doorEngine(
    { init: models.init, shared: false, engineScript, server: { script, choice, environment: { CLOZE_NETWORK: 'on' } } },
    () => undefined,
    systemClock,
  );
});
afterAll(async () => {
  engine.dispose();
  await server.close();
  await served.close();
  await models.remove();
});

test('A server that is named continues texts, with its key', async () => {
  const { usage } = await engine.engine.complete(requestTo('the harbour was '));
  expect(usage).toMatchObject({ device: 'server', model: 'llama-tied' });
  expect(server.seen.every(({ headers }) => headers.authorization === 'Bearer sk-secret')).toBe(true);
});

test('Everything else stays on this machine', async () => {
  const asked = server.seen.length;
  const { tokens } = await engine.engine.surprisal({ text: 'the harbour was quiet', alternatives: 0 });
  expect(tokens.length).toBeGreaterThan(0);
  expect(server.seen).toHaveLength(asked);
});
