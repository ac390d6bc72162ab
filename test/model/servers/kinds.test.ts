import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../src/common/cancellation.js';
import type { CompleteRequest, CompleteResult } from '../../../src/common/methods/completion.js';
import type { WriteRequest } from '../../../src/common/methods/writing.js';
import { createEngine, type Engine } from '../../../src/engine/engine.js';
import { CompletionsServer } from '../../util/servers/completionsServer.js';
import { type Dialect, dialects } from '../../util/servers/dialects.js';
import { engineOver } from '../../util/servers/engineOver.js';
import { ServedModel } from '../../util/servers/servedModel.js';
import { embeddedModel } from '../complete/embeddedModel.js';

type Name = keyof typeof dialects;

/** What each kind of server is good for, with one and the same model. */
interface Expected {
  readonly complete: boolean;
  /** A half-typed word is completed as it is here. */
  readonly withinWord: boolean;
  readonly surprisal: boolean;
  readonly write: boolean;
}

const kinds: Readonly<Record<Name, Expected>> = {
  vllm: { complete: true, withinWord: true, surprisal: true, write: false },
  sglang: { complete: true, withinWord: true, surprisal: true, write: false },
  'SGLang that streams what is new': { complete: true, withinWord: true, surprisal: true, write: false },
  'SGLang behind a gateway': { complete: true, withinWord: false, surprisal: true, write: false },
  'llama.cpp': { complete: true, withinWord: true, surprisal: false, write: false },
  "llama.cpp without probabilities in OpenAI's shape": { complete: true, withinWord: true, surprisal: false, write: false },
  'llama-cpp-python': { complete: true, withinWord: false, surprisal: true, write: false },
  'llama-cpp-python without all logits': { complete: false, withinWord: false, surprisal: false, write: false },
  ollama: { complete: true, withinWord: false, surprisal: false, write: false },
  TGI: { complete: true, withinWord: false, surprisal: true, write: true },
  'TGI without the probabilities of prompts': { complete: true, withinWord: false, surprisal: false, write: false },
  'LM Studio': { complete: false, withinWord: false, surprisal: false, write: true },
  'a hosted service': { complete: true, withinWord: false, surprisal: true, write: false },
  'a service for messages only': { complete: false, withinWord: false, surprisal: false, write: true },
};

/** The most probable tokens after it are so by far, as those of half the texts are not: what a model has read before turns its last digits. */
const before = 'Once upon a time, there was a';
const texts = [before, `${before} `];
const halfWords = ['The fishing bo', 'She opened the wind'];
const prose = 'The harbor was quiet. Two boats had come in before dawn. The café’s price rose by 3 %.';

const request = (text: string): CompleteRequest => ({
  context: { headings: [], before: text, after: '' },
  maxTokens: 6,
  candidates: 1,
  stopAt: 'none',
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  alternatives: 3,
  minConfidence: 0,
});

const rewriting: WriteRequest = {
  instruction: 'Correct the grammar.',
  text: 'The boats was coming back before noon.',
  languageId: 'markdown',
  form: 'replacement',
  maxTokens: 24,
  sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
};

/** What is found out about a server is kept by its address, which another one may have later. */
let opened = 0;
let folder: string;
let model: ServedModel;
let local: Engine;
/** What the local model says, asked once and in one order: what it has read before may turn the last digit. */
const completedHere = new Map<string, CompleteResult>();
let server: CompletionsServer | undefined;
let engine: Engine | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-kinds-'));
  model = await ServedModel.open(embeddedModel);
  local = createEngine(embeddedModel, { log: () => undefined, now: () => performance.now() });
  for (const text of [...texts, ...halfWords]) completedHere.set(text, await local.complete(request(text)));
});
afterEach(async () => {
  await engine?.dispose();
  await server?.close();
  engine = server = undefined;
});
afterAll(async () => {
  await local.dispose();
  await model.close();
  await rm(folder, { recursive: true });
});

async function over(dialect: Dialect): Promise<Engine> {
  server = await CompletionsServer.start(model, dialect);
  engine = engineOver({ url: server.url }, { ...embeddedModel, cacheFolder: join(folder, String(++opened)) });
  return engine;
}

const textOf = ({ candidates }: CompleteResult): string | undefined => candidates[0]?.text;
const failure = (work: Promise<unknown>): Promise<{ code: string; message: string }> =>
  work.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => error as { code: string; message: string },
  );

describe.each(Object.entries(kinds) as [Name, Expected][])('%s', (name, expected) => {
  test('completes as the same model does here, or says what it lacks', async () => {
    const there = await over(dialects[name]);
    if (!expected.complete) {
      const { code, message } = await failure(there.complete(request(before)));
      expect(code).toBe('model-unsupported');
      expect(message).toMatch(/does not tell how probable its tokens are/);
      if (expected.write) expect(message).toMatch(/It answers messages, so it can rewrite, translate and summarize\./);
      return;
    }
    for (const text of texts) {
      const [remotely, here] = [await there.complete(request(text)), completedHere.get(text) as CompleteResult];
      expect(textOf(remotely)).toBe(textOf(here));
      const logprobs = ({ candidates }: CompleteResult): number[] => (candidates[0]?.tokens ?? []).map(({ logprob }) => logprob);
      // The first token was healed: what a server does not tell of counts as impossible.
      for (const [at, logprob] of logprobs(remotely).entries()) expect(logprob).toBeCloseTo(logprobs(here)[at] ?? NaN, at === 0 ? 0 : 2);
    }
  });

  test('suggests the next words with the local probabilities', async () => {
    const there = await over(dialects[name]);
    if (!expected.complete) return;
    const next = { context: { headings: [], before, after: '' }, top: 3 };
    const [remotely, here] = [await there.nextTokens(next), await local.nextTokens(next)];
    expect(remotely.tokens.slice(0, 2).map(({ text }) => text)).toEqual(here.tokens.slice(0, 2).map(({ text }) => text));
  });

  test('goes on inside a word, where it can be told or tells which tokens agree', async () => {
    const there = await over(dialects[name]);
    if (!expected.withinWord) return;
    for (const text of halfWords)
      expect(textOf(await there.complete(request(text)))).toBe(textOf(completedHere.get(text) as CompleteResult));
  });

  test('tells surprisal to a hundredth of a bit as it is here, or says what it lacks', async () => {
    const there = await over(dialects[name]);
    const rated = { text: prose, before: '', alternatives: 2 };
    if (!expected.surprisal) {
      expect(await failure(there.surprisal(rated))).toMatchObject({ code: 'model-unsupported' });
      return;
    }
    const [remotely, here] = [await there.surprisal(rated), await local.surprisal(rated)];
    expect(remotely.tokens.map(({ offset, length }) => [offset, length])).toEqual(
      here.tokens.map(({ offset, length }) => [offset, length]),
    );
    const later = dialects[name].startsDocument ? 0 : 1;
    for (const [at, { bits }] of remotely.tokens.entries()) if (at >= later) expect(bits).toBeCloseTo(here.tokens[at]?.bits ?? NaN, 2);
  });

  test('rewrites as the same model does here, or says what it lacks', async () => {
    const there = await over(dialects[name]);
    if (expected.write) {
      const said = await there.write(rewriting);
      expect(said.text).toBe((await local.write(rewriting)).text);
      expect(said.usage.device).toBe('server');
      expect(said.usage.contextTokens).toBeGreaterThan(10);
      return;
    }
    expect((await failure(there.write(rewriting))).code).toBe('model-unsupported');
  });

  test('stops its work where a request is given up', async () => {
    if (!expected.complete && !expected.write) return;
    const there = await over(dialects[name]);
    await there.status();
    const source = new CancellationSource();
    const server = served();
    let goOn = (): void => undefined;
    let isAsked = false;
    const reached = new Promise<void>((resolve) => {
      server.beforeToken = ({ body }) => {
        isAsked = limitOf(body) >= 20;
        if (!isAsked) return Promise.resolve();
        resolve();
        return new Promise((go) => (goOn = go));
      };
    });
    const work = expected.complete
      ? there.complete({ ...request(before), maxTokens: 40 }, source.token)
      : there.write(rewriting, source.token);
    await reached;
    const working = server.seen.at(-1);
    source.cancel();
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => working?.isGivenUp).toBe(true);
    goOn();
    expect(working?.computed).toBeLessThan(20);
  });
});

/** The most tokens that a request asks for, whatever its kind calls them. */
function limitOf(body: Record<string, unknown>): number {
  const parts = [body, body['sampling_params'], body['parameters'], body['options']] as (Record<string, unknown> | undefined)[];
  const names = ['max_tokens', 'max_completion_tokens', 'max_new_tokens', 'n_predict', 'num_predict'];
  return Math.max(0, ...parts.flatMap((part) => names.map((name) => Number(part?.[name] ?? 0))));
}

function served(): CompletionsServer {
  if (server === undefined) throw new Error('No server was started.');
  return server;
}
