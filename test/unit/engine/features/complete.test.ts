import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { CompleteRequest, CompleteResult } from '../../../../src/common/methods/completion.js';
import { complete } from '../../../../src/engine/features/complete.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { countingModel, type LanguageModel } from '../decode/reference/countingModel.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { ReferenceDecoder } from '../decode/reference/referenceDecoder.js';
import { byHeart, decoderOf, manuscript, tokenizer, unsure } from '../decode/reference/writing.js';

/** Completes at `|`, with a model that has read some documents. */
async function completeAt(
  marked: string,
  model: LanguageModel,
  more: Partial<CompleteRequest> = {},
  decoder = decoderOf(model),
): Promise<CompleteResult> {
  const [before = '', after = ''] = marked.split('|');
  const request: CompleteRequest = {
    context: { headings: [], before, after },
    maxTokens: 12,
    candidates: 1,
    stopAt: 'sentence',
    sampling: { temperature: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
    alternatives: 3,
    minConfidence: 0,
    ...more,
  };
  let time = 0;
  return complete(request, loadedReference(decoder), () => time++, neverCancelled);
}

async function texts(...args: Parameters<typeof completeAt>): Promise<string[]> {
  return (await completeAt(...args)).candidates.map(({ text }) => text);
}

function readerOf(...documents: string[]): LanguageModel {
  const sequences = documents.map((text) => [tokenizer.documentStart, ...tokenizer.encode(text), tokenizer.documentStart] as Token[]);
  return countingModel(sequences, tokenizer.vocabularySize, 12, 0.01);
}

describe('A completion', () => {
  test('ends with the sentence', async () => {
    const model = readerOf('The harbour was dark. The boat was back. He said so.');
    expect(await completeAt('The har|', model, { maxTokens: 30 })).toMatchObject({
      candidates: [{ text: 'bour was dark.', stop: 'sentence' }],
    });
  });

  test('does not tell what stands after the caret', async () => {
    const model = readerOf('The harbour was dark and the boat was back again');
    const { candidates } = await completeAt('The harbour| the boat was back again.', model, { maxTokens: 40, stopAt: 'none' });
    expect(candidates).toMatchObject([{ text: ' was dark and', stop: 'suffix' }]);
  });

  test('is chosen by the text after the caret where that says more than the text before', async () => {
    const often = Array.from({ length: 3 }, () => 'the boat was dark. He said so.');
    const model = readerOf(...often, 'the boat was closed in the harbour.');
    expect((await texts('the boat was| in the harbour.', model, { candidates: 2 }))[0]).toBe(' closed');
    expect((await texts('the boat was|', model, { candidates: 2 }))[0]).toBe(' dark.');
  });

  test('is written like the text before it', async () => {
    const model = readerOf('He said: "The boat was back." He said: "The boat was back."');
    const { candidates } = await completeAt('“The coat was dark,” he said. “The harbour was dark.” He said:|', model, { maxTokens: 20 });
    expect(candidates[0]?.text).toBe(' “The boat was back.”');
    expect(candidates[0]?.tokens.map(({ text }) => text).join('')).toBe(candidates[0]?.text);
  });

  test('says how likely the text after the caret is behind it, where there is some', async () => {
    const model = readerOf('the boat was closed in the harbour.');
    expect((await completeAt('the boat was| in the harbour.', model)).candidates[0]?.suffixLogprob).toBeGreaterThan(-1);
    expect((await completeAt('the boat was|', model)).candidates[0]).not.toHaveProperty('suffixLogprob');
  });

  test('comes with as many alternatives as were asked for', async () => {
    for (const alternatives of [0, 1, 3]) {
      const { candidates } = await completeAt('The harbour|', unsure, { alternatives });
      for (const token of candidates[0]?.tokens ?? []) expect(token.alternatives.length).toBeLessThanOrEqual(alternatives);
    }
  });

  test('of several is never empty and never the same as another; the likeliest to be taken comes first', async () => {
    for (let cut = 20; cut < manuscript.length - 20; cut += 7) {
      const marked = `${manuscript.slice(0, cut)}|`;
      const { candidates } = await completeAt(marked, unsure, { candidates: 4, maxTokens: 4 });
      expect(candidates.every(({ text }) => text.trim() !== '')).toBe(true);
      expect(new Set(candidates.map(({ text }) => text)).size).toBe(candidates.length);
      const chances = candidates.map(({ acceptance }) => acceptance.firstWord);
      expect(chances).toEqual([...chances].sort((a, b) => b - a));
    }
  });

  test('fits into what the model can read, however much is asked for', async () => {
    const decoder = new ReferenceDecoder(unsure, tokenizer.vocabularySize, 40);
    const { usage } = await completeAt(`${manuscript}|`, unsure, { maxTokens: 4000, stopAt: 'none' }, decoder);
    expect(usage.contextTokens).toBeGreaterThan(10);
    expect(usage.decodedTokens).toBeLessThanOrEqual(40 - usage.contextTokens - 16);
    expect(usage.decodedTokens).toBeGreaterThan(0);
  });

  test('tells what it cost', async () => {
    const { usage } = await completeAt(`${manuscript.slice(0, 60)}|`, byHeart, { maxTokens: 4, stopAt: 'none' });
    expect(usage).toMatchObject({ model: 'reference', device: 'cpu', reusedTokens: 0, decodedTokens: 4, prefillMs: 1, decodeMs: 1 });
    expect(usage.contextTokens).toBe(1 + tokenizer.encode(manuscript.slice(0, 60)).length);
  });

  test('of nothing is nothing, unless a heading says what it is about', async () => {
    expect(await texts('|', byHeart)).toEqual([]);
    const context = { headings: ['The harbour  master'], before: '', after: '' };
    expect(await texts('|', byHeart, { context, stopAt: 'none' })).not.toEqual([]);
  });
});

describe('In a hurry', () => {
  const long = `${Array.from({ length: 40 }, (_, index) => `The boat number ${index} was back in the harbour.`).join(' ')} The har`;

  test('a text that was not read yet is continued from its last sentences', async () => {
    const { usage } = await completeAt(`${long}|`, unsure, { brief: true });
    expect(usage.isBrief).toBe(true);
    expect(usage.contextTokens).toBeLessThanOrEqual(97);
    expect(usage.contextTokens).toBeGreaterThan(20);
  });

  test('one that was read is continued from the whole of it', async () => {
    const decoder = decoderOf(unsure);
    const whole = await completeAt(`${long}|`, unsure, {}, decoder);
    const { usage, candidates } = await completeAt(`${long}|`, unsure, { brief: true }, decoder);
    expect(usage).not.toHaveProperty('isBrief');
    expect(usage.contextTokens).toBe(whole.usage.contextTokens);
    expect(candidates).toEqual(whole.candidates);
  });

  test('a short text is read whole', async () => {
    const { usage } = await completeAt('The boat was back. The har|', unsure, { brief: true });
    expect(usage).not.toHaveProperty('isBrief');
  });
});
