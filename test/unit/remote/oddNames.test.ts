import { expect, test } from 'vitest';
import { smallModels } from '../../contract/smallModels.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { ScriptedServer } from '../../util/servers/scriptedServer.js';

test('A server that names tokens by numbers which mean nothing here ends a completion soon, with what can be read', async () => {
  const models = await smallModels();
  const server = await ScriptedServer.start((request, response, body) => {
    if (request.url === '/v1/models') {
      response.end(JSON.stringify({ data: [{ id: 'm', owned_by: 'vllm' }] }));
      return;
    }
    if (request.url !== '/v1/completions') {
      response.writeHead(404).end('{}');
      return;
    }
    const { stream, max_tokens: count } = JSON.parse(body) as { stream?: boolean; max_tokens: number };
    const tokens = Array.from({ length: count }, (_, at) => `token_id:${40 + at}`);
    const choice = (some: readonly string[]): string =>
      JSON.stringify({ choices: [{ text: 'x', logprobs: { tokens: some, token_logprobs: some.map(() => -1), top_logprobs: some.map((name) => ({ [name]: -1 })) } }] }); // prettier-ignore
    response.end(stream === true ? tokens.map((token) => `data: ${choice([token])}\n\n`).join('') : choice(tokens));
  });
  const engine = engineOver({ url: server.url }, models.init);
  const request = { context: { headings: [], before: 'the harbour was quiet', after: '' }, maxTokens: 8, candidates: 1, stopAt: 'none', sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 }, alternatives: 0, minConfidence: 0 } as const; // prettier-ignore
  try {
    const { candidates } = await engine.complete(request);
    expect(candidates.map(({ text }) => text).join('')).toBe('');
    expect(server.seen.length).toBeLessThan(30);
  } finally {
    await engine.dispose();
    await server.close();
    await models.remove();
  }
}, 20_000);
