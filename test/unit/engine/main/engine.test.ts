import { afterEach, describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import { ClozeError } from '../../../../src/common/clozeError.js';
import type { CompleteRequest, TextContext } from '../../../../src/common/methods/completion.js';
import type { EngineInit, EngineStatus } from '../../../../src/common/methods/lifecycle.js';
import { createEngine, type Engine } from '../../../../src/engine/engine.js';
import type { LoadedModel } from '../../../../src/engine/features/loadedModel.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import type { ReferenceDecoder } from '../decode/reference/referenceDecoder.js';
import { byHeart, decoderOf, manuscript } from '../decode/reference/writing.js';

const init: EngineInit = { modelFolders: [], cacheFolder: '', causalModel: 'reference', device: 'auto', threads: 0 };

function request(before: string, more: Partial<CompleteRequest> = {}): CompleteRequest {
  return {
    context: { headings: [], before, after: '' },
    maxTokens: 6,
    candidates: 1,
    stopAt: 'none',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 0,
    minConfidence: 0,
    ...more,
  };
}

/** An engine over the reference model, with what happened to it. */
class Bench {
  readonly states: EngineStatus['state'][] = [];
  readonly logged: string[] = [];
  readonly decoders: ReferenceDecoder[] = [];
  readonly engine: Engine;
  now = 0;
  failure: Error | undefined;

  constructor() {
    this.engine = createEngine(init, {
      openers: {
        causal: () => this.#open(),
        encoder: () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'There is no encoder.' })),
        classifier: () => Promise.reject(new ClozeError({ code: 'model-not-found', message: 'There is no checkpoint.' })),
      },
      log: (level, message) => this.logged.push(`${level}: ${message}`),
      now: () => this.now,
    });
    this.engine.onDidChangeStatus(({ state }) => this.states.push(state));
  }

  get decoder(): ReferenceDecoder {
    const decoder = this.decoders.at(-1);
    if (decoder === undefined) throw new Error('No model is loaded.');
    return decoder;
  }

  async #open(): Promise<LoadedModel> {
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
    const decoder = decoderOf(byHeart);
    this.decoders.push(decoder);
    return loadedReference(decoder);
  }
}

const before = manuscript.slice(0, 40);
let bench = new Bench();
afterEach(async () => {
  await bench.engine.dispose();
  bench = new Bench();
});

describe('An engine', () => {
  test('loads its model at the first request, once for all that come meanwhile', async () => {
    expect(await bench.engine.status()).toMatchObject({
      state: 'idle',
      models: [{ role: 'causal', model: 'reference' }, { role: 'encoder' }],
    });
    const results = await Promise.all([
      bench.engine.complete(request(before)),
      bench.engine.complete(request(before)),
      bench.engine.surprisal({ text: 'The harbour', alternatives: 0 }),
    ]);
    expect(bench.decoders).toHaveLength(1);
    expect(manuscript.slice(40).startsWith(results[0].candidates[0]?.text ?? '?')).toBe(true);
    expect(await bench.engine.status()).toMatchObject({ state: 'ready', models: [{ device: { kind: 'cpu', threads: 1 } }, {}] });
    expect(bench.states.slice(0, 3)).toEqual(['loading', 'ready', 'working']);
  });

  test('frees its model when asked, and loads it again when it is needed', async () => {
    await bench.engine.complete(request(before));
    await bench.engine.unload();
    expect(bench.decoder.disposed).toBe(true);
    expect((await bench.engine.status()).state).toBe('idle');
    expect((await bench.engine.complete(request(before))).candidates).toHaveLength(1);
    expect(bench.decoders).toHaveLength(2);
  });

  test('says why its model could not be loaded, and tries again only after a while', async () => {
    const detail = { code: 'model-not-found', message: 'There is no such model.' } as const;
    bench.failure = new ClozeError(detail);
    await expect(bench.engine.complete(request(before))).rejects.toMatchObject({ detail });
    expect(await bench.engine.status()).toMatchObject({
      state: 'failed',
      models: [{ role: 'causal', error: detail }, { role: 'encoder' }],
    });
    bench.failure = undefined;
    await expect(bench.engine.complete(request(before))).rejects.toMatchObject({ detail });
    bench.now += 10_000;
    expect((await bench.engine.complete(request(before))).candidates).toHaveLength(1);
    expect((await bench.engine.status()).models[0]?.error).toBeUndefined();
  });

  test('reports a fault of its own as such, and writes it to the log', async () => {
    await bench.engine.complete(request(before));
    bench.decoder.beforeStep = () => {
      throw new TypeError('undefined is not a function');
    };
    await expect(bench.engine.complete(request(before))).rejects.toMatchObject({ detail: { code: 'internal' } });
    expect(bench.logged.at(-1)).toContain('TypeError: undefined is not a function');
  });

  test('lets a completion through while it rates a document', async () => {
    const rating = bench.engine.surprisal({ text: manuscript, alternatives: 0 });
    const order: string[] = [];
    const done = [rating.then(() => order.push('surprisal')), bench.engine.complete(request(before)).then(() => order.push('complete'))];
    await Promise.all(done);
    expect(order).toEqual(['complete', 'surprisal']);
  });

  test('starts at once where the context was read before', async () => {
    const context: TextContext = { headings: [], before, after: '' };
    const { contextTokens } = await bench.engine.warm({ context });
    const { usage } = await bench.engine.complete(request(`${before}The`));
    expect(contextTokens).toBeGreaterThan(5);
    expect(usage.reusedTokens).toBeGreaterThanOrEqual(contextTokens - 1);
  });

  test('ends a request that is given up, and goes on with the next', async () => {
    const source = new CancellationSource();
    const given = bench.engine.complete(request(before), source.token);
    const next = bench.engine.complete(request(before));
    source.cancel();
    await expect(given).rejects.toMatchObject({ code: 'cancelled' });
    expect((await next).candidates).toHaveLength(1);
  });

  test('gives nothing for nothing', async () => {
    expect(await bench.engine.complete(request('  \n'))).toMatchObject({ candidates: [], usage: { decodedTokens: 0 } });
  });
});

describe('A bad request is refused in words', () => {
  const sampling = request('').sampling;

  test.each([
    { field: 'maxTokens', bad: { maxTokens: 0 } },
    { field: 'maxTokens', bad: { maxTokens: 1.5 } },
    { field: 'candidates', bad: { candidates: 9 } },
    { field: 'alternatives', bad: { alternatives: -1 } },
    { field: 'minConfidence', bad: { minConfidence: NaN } },
    { field: 'stopAt', bad: { stopAt: 'paragraph' as never } },
    { field: 'sampling.temperature', bad: { sampling: { ...sampling, temperature: Infinity } } },
    { field: 'sampling.seed', bad: { sampling: { ...sampling, seed: NaN } } },
    { field: 'sampling.topP', bad: { sampling: null as never } },
    { field: 'context', bad: { context: undefined as never } },
    { field: 'context.headings', bad: { context: { before: '', after: '', headings: 'Title' as never } } },
  ])('$field: $bad', async ({ field, bad }) => {
    const error = await bench.engine.complete({ ...request(before), ...bad }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'bad-request' });
    expect((error as ClozeError).message).toContain(field === 'sampling.topP' ? 'sampling' : field);
    expect(bench.decoders).toHaveLength(0);
  });

  test('a text that is too long to rate', async () => {
    await expect(bench.engine.surprisal({ text: 'a'.repeat(1_000_001), alternatives: 0 })).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('Any text is read', () => {
  test.each([
    { title: 'with NUL characters', before: 'The harbour\0\0 was' },
    { title: 'with lone surrogates', before: 'The \udc00harbour \ud83d' },
    { title: 'of 50 MB on one line', before: 'The harbour was dark and '.repeat(2_000_000) },
    { title: 'of 50 MB without a space', before: 'a'.repeat(50_000_000) },
  ])('$title', async ({ before: text }) => {
    const { usage } = await bench.engine.complete(request(text));
    expect(usage.contextTokens).toBeLessThanOrEqual(1024 + 64);
  });
});
