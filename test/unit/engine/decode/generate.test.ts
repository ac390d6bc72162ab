import { describe, expect, test } from 'vitest';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import type { Sampling } from '../../../../src/common/methods/completion.js';
import type { Continuation } from '../../../../src/engine/decode/continuation.js';
import { generate, openingSize } from '../../../../src/engine/decode/generate.js';
import type { GenerateOptions } from '../../../../src/engine/decode/generateOptions.js';
import { openingQuery } from '../../../../src/engine/decode/openings.js';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { countingModel, type LanguageModel } from './reference/countingModel.js';
import { cutPoints } from './reference/cutPoints.js';
import type { ReferenceDecoder } from './reference/referenceDecoder.js';
import { byHeart, decoderOf, manuscript, tokenizer, unsure } from './reference/writing.js';

const greedy: Sampling = { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };
const defaults: GenerateOptions = {
  candidates: 1,
  sampling: greedy,
  alternatives: 3,
  maxTokens: 8,
  minConfidence: 0,
  stopAt: 'none',
  stopOffset: () => undefined,
  mayBegin: () => true,
};

async function continuations(
  model: LanguageModel,
  before: string,
  options: Partial<GenerateOptions> = {},
  decoder: ReferenceDecoder = decoderOf(model),
  source = new CancellationSource(),
): Promise<Continuation[]> {
  const all = { ...defaults, ...options };
  const prompt = promptOf(before, tokenizer);
  const prefilled = await decoder.prefill(prompt.kept, openingQuery(tokenizer, prompt.removedBytes, openingSize(all)));
  return (await generate({ decoder, tokenizer }, prompt, prefilled, all, source.token)).continuations;
}

async function texts(...args: Parameters<typeof continuations>): Promise<string[]> {
  return (await continuations(...args)).map(({ text }) => text);
}

/** A model that has read only these sentences, over and over. */
function readerOfSentences(...sentences: string[]): LanguageModel {
  const documents = sentences.map(
    (sentence) => [tokenizer.documentStart, ...tokenizer.encode(sentence), tokenizer.documentStart] as Token[],
  );
  return countingModel(documents, tokenizer.vocabularySize, 12, 0.01);
}

describe('A continuation', () => {
  test('repeats and loses no character, at every cut point of a text that the model knows by heart', async () => {
    for (const cut of cutPoints(manuscript).slice(1, -1)) {
      for (const text of await texts(byHeart, manuscript.slice(0, cut))) {
        const rest = manuscript.slice(cut);
        expect(rest.startsWith(text), `${manuscript.slice(0, cut)}|${text}`).toBe(true);
        expect(text === '' && rest.trim() !== '', `${manuscript.slice(0, cut)}|`).toBe(false);
      }
    }
  });

  test('consists of its tokens', async () => {
    for (const cut of cutPoints(manuscript)) {
      for (const { text, tokens } of await continuations(unsure, manuscript.slice(0, cut), { candidates: 3 })) {
        expect(tokens.map((token) => token.text).join('')).toBe(text);
      }
    }
  });

  test('says how probable each token was, and what else could have come', async () => {
    const model = readerOfSentences('the boat was back', 'the boat was back', 'the boat was dark', 'the boat was closed');
    const [best] = await continuations(model, 'the boat was', { alternatives: 2 });
    expect(best?.tokens[0]?.text).toBe(' back');
    expect(Math.exp(best?.tokens[0]?.logprob ?? 0)).toBeCloseTo(0.5, 1);
    expect(best?.tokens[0]?.alternatives[0]).toMatchObject({ text: ' back' });
    expect(best?.tokens[0]?.alternatives).toHaveLength(2);
  });

  test('in the middle of a word is judged by what may follow the typed part', async () => {
    const model = readerOfSentences('the boat was back', 'the boat was dark', 'the boat was dim');
    const [best] = await continuations(model, 'the boat was b');
    expect(best?.text).toBe('ack');
    expect(Math.exp(best?.tokens[0]?.logprob ?? -1)).toBeGreaterThan(0.9);
  });

  test.each([
    { title: 'where the document ends', before: 'the boat', options: {}, expected: { text: ' was back', stop: 'end-of-text' } },
    {
      title: 'after the tokens that it may have',
      before: 'the',
      options: { maxTokens: 2 },
      expected: { text: ' boat was', stop: 'max-tokens' },
    },
    {
      title: 'where the stop rule says, also within a token',
      before: 'the',
      options: { stopAt: 'word' as const, stopOffset: (text: string) => (text.length > 5 ? 5 : undefined) },
      expected: { text: ' boat', stop: 'word' },
    },
  ])('ends $title', async ({ before, options, expected }) => {
    const [best] = await continuations(readerOfSentences('the boat was back'), before, options);
    expect(best).toMatchObject(expected);
  });

  test('ends where it becomes unsure, but not within its first word', async () => {
    const model = readerOfSentences('the boat was back', 'the boat was back', 'the boat was dark', 'the boat had closed');
    const run = async (minConfidence: number): Promise<unknown> => (await continuations(model, 'the', { minConfidence }))[0];
    expect(await run(0.9)).toMatchObject({ text: ' boat', stop: 'confidence' });
    expect(await run(0.6)).toMatchObject({ text: ' boat was', stop: 'confidence' });
    expect(await run(0.3)).toMatchObject({ text: ' boat was back', stop: 'end-of-text' });
    const [sure] = await continuations(model, 'the boat was', { minConfidence: 0.99 });
    expect(sure).toMatchObject({ text: ' back', stop: 'end-of-text' });
  });

  test('does not go round in circles, and leaves out what already did', async () => {
    const [best] = await continuations(readerOfSentences(' the boat was dark and'.repeat(6)), 'He said', { maxTokens: 60 });
    expect(best).toMatchObject({ text: ' dark and the boat was', stop: 'repetition' });
  });

  test('does not show half a character', async () => {
    for (const cut of cutPoints(manuscript)) {
      for (const text of await texts(unsure, manuscript.slice(0, cut), { candidates: 4, maxTokens: 3 })) {
        expect(text).not.toContain('\uFFFD');
      }
    }
  });

  test('stops within one model step of a cancel, and the decoder stays usable', async () => {
    const decoder = decoderOf(byHeart);
    const source = new CancellationSource();
    decoder.beforeStep = () => {
      if (decoder.steps === 3) setImmediate(() => source.cancel());
    };
    await expect(continuations(byHeart, manuscript.slice(0, 60), { maxTokens: 50 }, decoder, source)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(decoder.steps).toBe(4);
    expect(await texts(byHeart, 'The harbour', {}, decoder)).toHaveLength(1);
  });
});

describe('Several continuations', () => {
  const model = readerOfSentences('the boat was back', 'the boat was back', 'the boat was dark', 'the boat had closed');

  test('part at their first token, most probable first', async () => {
    expect(await texts(model, 'the boat was', { candidates: 2 })).toEqual([' back', ' dark']);
  });

  test('are read as one batch', async () => {
    const decoder = decoderOf(model);
    const alone = decoderOf(model);
    await continuations(model, 'the boat', { candidates: 3, maxTokens: 4 }, decoder);
    await continuations(model, 'the boat', { candidates: 1, maxTokens: 4 }, alone);
    expect(decoder.steps).toBeLessThanOrEqual(alone.steps + 3);
  });

  test('are repeatable when sampled with a seed, and vary with it', async () => {
    const sample = (seed: number): Promise<string[]> =>
      texts(unsure, 'The harbour', { candidates: 3, sampling: { ...greedy, temperature: 1, seed } });
    expect(await sample(5)).toEqual(await sample(5));
    expect(new Set(await Promise.all([1, 2, 3, 4].map(async (seed) => (await sample(seed)).join('|')))).size).toBeGreaterThan(1);
  });

  test('differ in their beginnings also when sampled', async () => {
    const results = await continuations(unsure, 'The ', { candidates: 4, sampling: { ...greedy, temperature: 2, seed: 3 } });
    expect(new Set(results.map(({ tokens }) => tokens[0]?.text)).size).toBe(results.length);
  });
});
