import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { type Dialect, dialects } from '../../util/servers/dialects.js';
import { ServedModel } from '../../util/servers/servedModel.js';
import { embeddedModel } from '../complete/embeddedModel.js';
import { type Answer, cloze } from './clozeCommand.js';

/** The same weights on a server and here: what the command says has to be the same. */
const start = 'The fishing boats came back before noon, and the old man';
const prose = 'The harbor was quiet. Two boats had come in before dawn, and their crews were asleep. The price of oil rose by 3 %.';

let model: ServedModel;
let folder: string;
let server: CompletionsServer | undefined;

beforeAll(async () => {
  model = await ServedModel.open(embeddedModel);
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-servers-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true });
});

async function serve(dialect: Dialect): Promise<string> {
  server = await CompletionsServer.start(model, dialect);
  return server.url;
}

interface Continued {
  readonly text: string;
  readonly tokens: readonly { readonly text: string; readonly logprob: number }[];
  readonly device: string;
}

const locally = new Map<string, Promise<Continued>>();

/** What the local model says, asked once. */
function completeHere(text: string): Promise<Continued> {
  const known = locally.get(text) ?? complete(text);
  locally.set(text, known);
  return known;
}

async function complete(text: string, ...options: string[]): Promise<Continued> {
  const answer = await cloze(['complete', '--text', text, '--max-tokens', '6', '--json', ...options]);
  expect(answer.messages).toBe('');
  return answer.json as Continued;
}

async function surprisal(
  ...options: string[]
): Promise<{ tokens: { bits: number; offset: number; length: number; rank: number }[]; bitsPerByte: number }> {
  // prettier-ignore
  const { json, messages } = await cloze(['surprisal', '--text', prose, '--json', ...options]);
  expect(messages).toBe('');
  return json as Awaited<ReturnType<typeof surprisal>>;
}

describe('A completion from a server of the same weights is the local one', () => {
  test.each(['vllm', 'sglang', 'llama.cpp', 'llama-cpp-python', 'ollama', 'a hosted service'] as const)('%s', async (name) => {
    const url = await serve(dialects[name]);
    for (const text of [start, `${start} `]) {
      const local = await completeHere(text);
      const remote = await complete(text, '--server', url);
      expect(remote).toMatchObject({ text: local.text, device: 'server' });
      expect(remote.tokens.map((token) => token.text)).toEqual(local.tokens.map((token) => token.text));
      for (const [at, { logprob }] of remote.tokens.entries())
        expect(logprob).toBeCloseTo(local.tokens[at]?.logprob ?? NaN, at === 0 ? 0 : 2);
    }
  });

  test('also in the middle of a word, where the server can be told which tokens may come', async () => {
    const url = await serve(dialects.vllm);
    for (const text of ['The fishing bo', 'She opened the wind']) {
      expect((await complete(text, '--server', url)).text).toBe((await completeHere(text)).text);
    }
  });

  test('or where it tells of a thousand', async () => {
    const url = await serve(dialects['llama.cpp']);
    expect((await complete('She opened the wind', '--server', url)).text).toBe((await completeHere('She opened the wind')).text);
  });

  test('and where the model’s tokenizer is not here, it still goes on from there', async () => {
    const url = await serve({ ...dialects['a hosted service'], takesIds: false, startsDocument: true });
    Object.defineProperty(model, 'name', { value: 'unknown-model', configurable: true });
    try {
      expect((await complete(start, '--server', url)).text).toBe((await completeHere(start)).text);
      expect((await complete(`${start} `, '--server', url)).text).toBe((await completeHere(`${start} `)).text);
      expect((await complete('She opened the wind', '--server', url)).text).not.toBe('');
    } finally {
      delete (model as { name?: string }).name;
    }
  });
});

describe('Surprisal over a server of the same weights is the local one', () => {
  test.each(['vllm', 'sglang', 'a hosted service'] as const)('%s', async (name) => {
    const url = await serve(dialects[name]);
    const local = await surprisal();
    const remote = await surprisal('--server', url);
    expect(remote.bitsPerByte).toBeCloseTo(local.bitsPerByte, 3);
    expect(remote.tokens.map(({ offset, length }) => [offset, length])).toEqual(local.tokens.map(({ offset, length }) => [offset, length]));
    for (const [at, { bits }] of remote.tokens.entries()) expect(bits).toBeCloseTo(local.tokens[at]?.bits ?? NaN, 2);
  });

  test('and so is what eval lm says of a set, while a server that rates no texts is refused', async () => {
    const evaluate = (...options: string[]): Promise<Answer> => {
      const terminal = new TestTerminal();
      terminal.input = Buffer.from(`${JSON.stringify({ text: prose })}\n`);
      return cloze(['eval', 'lm', '-', '--json', ...options], terminal);
    };
    const bits = ({ json }: Answer): number => (json as { metrics: { bitsPerByte: number } }).metrics.bitsPerByte;
    expect(bits(await evaluate('--server', await serve(dialects.vllm)))).toBeCloseTo(bits(await evaluate()), 3);
    await server?.close();
    const refused = await evaluate('--server', await serve(dialects.ollama));
    expect(refused.code).not.toBe(0);
    expect(refused.messages).toMatch(/does not tell how probable a given text is/);
  });

  test('by words where the tokenizer is not known, with the same sum but for the first', async () => {
    const url = await serve({ ...dialects['llama-cpp-python'] });
    Object.defineProperty(model, 'name', { value: 'unknown-model', configurable: true });
    try {
      const local = await surprisal();
      const remote = await surprisal('--server', url);
      const sum = (tokens: readonly { bits: number; offset: number }[]): number =>
        tokens.filter(({ offset }) => offset > 3).reduce((total, { bits }) => total + bits, 0);
      expect(Math.abs(sum(remote.tokens) / sum(local.tokens) - 1)).toBeLessThan(0.05);
    } finally {
      delete (model as { name?: string }).name;
    }
  });
});

describe('A server that lacks something', () => {
  const refusal = async (dialect: Dialect, ...words: string[]): Promise<Answer> => {
    const url = await serve(dialect);
    return cloze([...words, '--server', url]);
  };

  test('is refused for surprisal, with the name of what it lacks', async () => {
    const { code, messages } = await refusal(dialects['llama.cpp'], 'surprisal', '--text', prose);
    expect(code).not.toBe(0);
    expect(messages).toMatch(/llama\.cpp.*does not tell how probable a given text is/);
  });

  test.each(['LM Studio', 'llama-cpp-python without all logits'] as const)('is refused for completions: %s', async (name) => {
    const { code, messages } = await refusal(dialects[name], 'complete', '--text', start);
    expect(code).not.toBe(0);
    expect(messages).toMatch(/does not tell how probable its tokens are/);
  });

  test('leaves the flow check to the encoder, and says so', async () => {
    const terminal = new TestTerminal();
    terminal.input = Buffer.from(prose);
    const { code, messages, json } = await cloze(['flow', '-', '--json', '--server', await serve(dialects['llama.cpp'])], terminal);
    expect(code).toBe(0);
    expect(messages).toMatch(/does not tell how probable a given text is/);
    expect(json).toMatchObject([{ checked: 2 }]);
  });
});

test('Flow over a server of the same weights finds what it finds here', async () => {
  const check = async (...options: string[]): Promise<unknown> => {
    const terminal = new TestTerminal();
    terminal.input = Buffer.from(prose);
    return (await cloze(['flow', '-', '--json', '--thorough', ...options], terminal)).json;
  };
  expect(await check('--server', await serve(dialects.vllm))).toEqual(await check());
});

test('Of several servers the first that can be reached is used', async () => {
  const url = await serve(dialects.vllm);
  const { json, messages } = await cloze([
    'complete',
    '--text',
    start,
    '--max-tokens',
    '2',
    '--json',
    '--server',
    `http://127.0.0.1:1,${url}`,
  ]);
  expect(json).toMatchObject({ device: 'server' });
  expect(messages).toMatch(/127\.0\.0\.1:1 refuses the connection.*The next server is used\./);
});

describe('cloze servers probe', () => {
  test.each([
    ['vllm', { kind: 'vllm', tokenIds: true, logprobs: 'legacy', top: 20, promptLogprobs: 'echo', allowedTokens: true }],
    [
      'sglang',
      { kind: 'sglang', api: 'sglang', tokenIds: true, logprobs: 'native', top: 100, promptLogprobs: 'native', allowedTokens: true },
    ],
    [
      'SGLang behind a gateway',
      { kind: 'sglang', api: 'openai', logprobs: 'legacy', top: 100, promptLogprobs: 'echo', allowedTokens: false },
    ],
    ['TGI', { kind: 'tgi', api: 'tgi', tokenIds: false, logprobs: 'native', top: 5, promptLogprobs: 'native', chat: { limit: 'max_tokens', streams: true } }], // prettier-ignore
    ['TGI without the probabilities of prompts', { kind: 'tgi', api: 'tgi', promptLogprobs: 'none', chat: null, contextLength: 2048 }],
    ["llama.cpp without probabilities in OpenAI's shape", { kind: 'llama.cpp', api: 'llama.cpp', top: 1000, promptLogprobs: 'none' }],
    ['llama.cpp', { kind: 'llama.cpp', tokenIds: true, logprobs: 'chat', top: 1000, promptLogprobs: 'none' }],
    ['llama-cpp-python', { kind: 'llama-cpp-python', tokenIds: false, logprobs: 'legacy', top: 5, promptLogprobs: 'echo' }],
    ['llama-cpp-python without all logits', { kind: 'llama-cpp-python', logprobs: 'none', top: 0, promptLogprobs: 'none' }],
    ['ollama', { kind: 'ollama', tokenIds: false, logprobs: 'chat', top: 20, promptLogprobs: 'none', n: false }],
    ['LM Studio', { kind: 'lm-studio', api: 'none', logprobs: 'none', chat: { limit: 'max_tokens', streams: true } }],
    [
      'a service for messages only',
      { kind: 'other', api: 'none', logprobs: 'none', chat: { limit: 'max_completion_tokens', streams: true } },
    ],
    ['a hosted service', { kind: 'other', tokenIds: true, logprobs: 'legacy', top: 5, promptLogprobs: 'echo', suffix: 'none', seed: true }],
  ] as const)('finds out what %s can do', async (name, expected) => {
    const { json, code } = await cloze(['servers', 'probe', await serve(dialects[name]), '--json', '--cache', folder]);
    expect(code).toBe(0);
    expect(json).toMatchObject({ ...expected, model: 'smollm2-135m-instruct', models: ['smollm2-135m-instruct'] });
  });

  test('and commands go by what it found, without asking again', async () => {
    const url = await serve(dialects.vllm);
    await cloze(['servers', 'probe', url, '--json']);
    const probed = server?.seen.length ?? 0;
    await complete(start, '--server', url);
    const asked = server?.seen.slice(probed).map(({ body }) => body['max_tokens']);
    // Two look whether the tokenizer is the server's, one asks for the completion, and one for it after " man", which was not the likeliest.
    expect(asked).toEqual([1, 0, 6, 6]);
  });
});
