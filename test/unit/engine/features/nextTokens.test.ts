import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { NextTokensResult } from '../../../../src/common/methods/completion.js';
import { nextTokens } from '../../../../src/engine/features/nextTokens.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import type { LanguageModel } from '../decode/reference/countingModel.js';
import { loadedReference } from '../decode/reference/loadedReference.js';
import { byHeart, decoderOf, manuscript, tokenizer, unsure } from '../decode/reference/writing.js';

function tokensAfter(before: string, { model = unsure, top = 20 } = {}): Promise<NextTokensResult> {
  return nextTokens({ context: { headings: [], before, after: '' }, top }, loadedReference(decoderOf(model)), neverCancelled);
}

/** The distribution straight from the model, where no token at the caret could be another one. */
function distribution(model: LanguageModel, before: string): Float64Array {
  return model([tokenizer.documentStart, ...tokenizer.encode(before)] as Token[]);
}

describe('The next tokens at a caret', () => {
  const sentence = 'The harbour master  unbuttoned his coat.';

  test('are the most probable ones, best first, with the probabilities of the model', async () => {
    const { tokens } = await tokensAfter(sentence, { top: 5 });
    const expected = [...distribution(unsure, sentence)]
      .map((logprob, token) => ({ text: tokenizer.decode([token as Token]), logprob }))
      .filter(({ text, logprob }) => !text.includes('\uFFFD') && logprob > -9.2)
      .sort((a, b) => b.logprob - a.logprob);
    expect(tokens.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    for (const [index, { logprob }] of tokens.entries()) expect(logprob).toBeCloseTo(expected[index]?.logprob ?? NaN, 5);
  });

  test('have the entropy of the whole distribution', async () => {
    const expected = distribution(unsure, sentence).reduce((sum, logprob) => sum - (Math.exp(logprob) * logprob) / Math.LN2, 0);
    expect((await tokensAfter(sentence)).entropy).toBeCloseTo(expected, 4);
  });

  test('go on with a word that was begun', async () => {
    const { tokens, entropy } = await tokensAfter('The harbour master  unbutt', { model: byHeart });
    expect(manuscript.slice(manuscript.indexOf('unbutt') + 6).startsWith(tokens[0]?.text ?? '?')).toBe(true);
    expect(tokens.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).toBeLessThan(1 + 1e-6);
    expect(entropy).toBeLessThan(1);
  });

  test('add nothing that stands before the caret already', async () => {
    const { tokens } = await tokensAfter('The harbour ', { model: byHeart });
    expect(tokens[0]?.text).not.toMatch(/^ ?$/);
  });

  test('say where the document may end', async () => {
    const goingOn = Math.log(0.4 / (tokenizer.vocabularySize - 1));
    const ending: LanguageModel = () =>
      new Float64Array(tokenizer.vocabularySize).fill(goingOn).with(tokenizer.documentStart, Math.log(0.6));
    const { tokens } = await tokensAfter(sentence, { model: ending });
    expect(tokens[0]?.text).toBe('');
    expect(tokens[0]?.logprob).toBeCloseTo(Math.log(0.6), 5);
  });

  test('are whole characters', async () => {
    for (const { text } of (await tokensAfter('was back ', { top: 100 })).tokens) expect(text).not.toContain('\uFFFD');
  });

  test('are none where there is nothing to go on from', async () => {
    expect(await tokensAfter('  ')).toEqual({ tokens: [], entropy: 0, model: 'reference' });
  });
});
