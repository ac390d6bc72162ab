import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SmallModels, smallModels } from '../../contract/smallModels.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { ScriptedServer } from '../../util/servers/scriptedServer.js';

let models: SmallModels;
let server: ScriptedServer;

beforeAll(async () => {
  models = await smallModels();
  server = await ScriptedServer.start((_, response) => void response.end('{}'));
});
afterAll(async () => {
  await server.close();
  await models.remove();
});

const sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

test.each([{ CLOZE_NETWORK: 'off' }, { HF_HUB_OFFLINE: '1' }])('With %o no server is asked for anything', async (environment) => {
  const engine = engineOver({ url: server.url, key: 'sk-secret' }, models.init, environment);
  const context = { headings: [], before: 'the harbour was quiet', after: '' };
  const work = [
    engine.complete({ context, maxTokens: 4, candidates: 1, stopAt: 'none', sampling, alternatives: 0, minConfidence: 0 }),
    engine.surprisal({ text: 'the harbour was quiet', before: '', alternatives: 0 }),
    engine.write({ instruction: 'Shorter.', text: 'the harbour was quiet', languageId: 'markdown', form: 'replacement', sampling }),
  ];
  for (const result of await Promise.allSettled(work)) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'network' } });
  expect(server.seen).toEqual([]);
  await engine.dispose();
});
