import { describe, expect, test } from 'vitest';
import type { RatePairsRequest, RatePairsResult } from '../../../../src/common/methods/scoring.js';
import { type Answer, clozeWith } from './clozeWith.js';

const [first, second] = ['It rained all day.', 'The streets were wet.'];
const surprisal = { alone: 40, after: 22.25, tokens: 5 };
const both: RatePairsResult = { ratings: [{ nextSentence: 2, surprisal }], encoder: 'bert', causal: 'gpt', missing: [] };

interface Rated extends Answer {
  readonly request: RatePairsRequest | undefined;
}

async function next(words: readonly string[], result = both): Promise<Rated> {
  let asked: RatePairsRequest | undefined;
  const ratePairs = (request: RatePairsRequest): Promise<RatePairsResult> => {
    asked = request;
    return Promise.resolve(result);
  };
  return { ...(await clozeWith({ ratePairs }, ['next', ...words])), request: asked };
}

describe('cloze next', () => {
  test('asks both models about the pair', async () => {
    expect((await next([first, second])).request).toEqual({
      pairs: [{ before: '', first, second }],
      signals: ['next-sentence', 'surprisal'],
    });
  });

  test('says how probable it is that the second follows, and where that comes from', async () => {
    const { output, code } = await next([first, second]);
    const [summary, ...parts] = output.trimEnd().split('\n');
    expect(summary).toMatch(/^B follows A with a probability of \d+ %\.$/);
    expect(parts).toEqual(['  Next sentence, by the encoder: 88 %', '  Surprisal of B: 22.3 bits after A, 40.0 bits alone (5 tokens)']);
    expect(code).toBe(0);
  });

  test('prints all numbers and a verdict as JSON', async () => {
    const { json } = await next([first, second, '--json']);
    expect(json).toMatchObject({ surprisal, verdict: 'follows', encoder: 'bert', causal: 'gpt' });
    expect((json as { nextSentence: number }).nextSentence).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  });

  test.each([
    { odds: 6, verdict: 'follows' },
    { odds: -6, verdict: 'does not follow' },
  ])('says "$verdict" where the encoder alone gives log odds of $odds', async ({ odds, verdict }) => {
    const missing = [{ signal: 'surprisal', reason: 'The causal model is not installed.' }] as const;
    const { json, messages } = await next([first, second, '--json'], {
      ratings: [{ nextSentence: odds }],
      encoder: 'bert',
      missing: [...missing],
    });
    expect(json).toMatchObject({ verdict });
    expect(json).not.toHaveProperty('surprisal');
    expect(messages).toBe('cloze: The causal model is not installed.\n');
  });

  test('says so where no model could rate the pair', async () => {
    const none = { ratings: [{}], missing: [] };
    expect((await next([first, second], none)).output).toBe('No model could rate the pair.\n');
    expect((await next([first, second, '--json'], none)).json).toEqual({ verdict: 'unknown' });
  });

  test.each([
    { words: [first], message: /A B/ },
    { words: [first, ' '], message: /One of the sentences is empty\. Give two sentences, each in quotation marks\./ },
    { words: [first, second, 'third'], message: /third/ },
  ])('wants two sentences: $words', async ({ words, message }) => {
    const { code, messages, request } = await next(words);
    expect([code, request]).toEqual([2, undefined]);
    expect(messages).toMatch(message);
  });
});
