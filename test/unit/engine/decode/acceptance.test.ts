import { describe, expect, test } from 'vitest';
import type { CompletionToken, StopReason } from '../../../../src/common/methods/completion.js';
import { acceptanceFeatures, estimateAcceptance } from '../../../../src/engine/decode/acceptance.js';

function token(text: string, probability: number, ...others: [string, number][]): CompletionToken {
  const alternatives = [[text, probability] as const, ...others].map(([other, p]) => ({ text: other, logprob: Math.log(p) }));
  return { text, logprob: Math.log(probability), alternatives };
}

function completion(stop: StopReason, ...tokens: CompletionToken[]): { text: string; tokens: CompletionToken[]; stop: StopReason } {
  return { text: tokens.map(({ text }) => text).join(''), tokens, stop };
}

const rounded = (value: number): number => Number(value.toFixed(3));

describe('The features of a completion', () => {
  test('tell its first word from the whole', () => {
    const features = acceptanceFeatures(
      completion('sentence', token(' un', 0.8, [' the', 0.1]), token('told', 0.5), token(' tales', 0.25)),
      'with',
    );
    expect({ ...features, firstWordLogit: rounded(features.firstWordLogit), wholeLogit: rounded(features.wholeLogit) }).toMatchObject({
      firstWordLogit: rounded(Math.log(0.4 / 0.6)),
      wholeLogit: rounded(Math.log(0.1 / 0.9)),
      words: 2,
      isComplete: 1,
      finishesWord: 0,
    });
    expect(features.mean).toBeCloseTo(Math.log(0.1) / 3);
    expect(features.least).toBeCloseTo(Math.log(0.25));
    expect(features.margin).toBeCloseTo(Math.log(8));
  });

  test.each([
    { title: 'finishes the typed word', before: 'the bro', text: 'wn', expected: 1 },
    { title: 'starts a word', before: 'the ', text: 'brown', expected: 0 },
    { title: 'goes on behind a word', before: 'the brown', text: ' fox', expected: 0 },
  ])('say whether it $title', ({ before, text, expected }) => {
    expect(acceptanceFeatures(completion('max-tokens', token(text, 0.5)), before).finishesWord).toBe(expected);
  });

  test('stay finite where the model is certain, or knows no alternative', () => {
    const features = acceptanceFeatures({ text: ' x', tokens: [{ text: ' x', logprob: 0, alternatives: [] }], stop: 'max-tokens' }, '');
    for (const value of Object.values(features) as number[]) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('The estimate of acceptance', () => {
  const estimate = (probability: number, suffixGain?: number): { whole: number; firstWord: number } =>
    estimateAcceptance(acceptanceFeatures(completion('sentence', token(' a', probability), token(' b', 0.5)), 'is', suffixGain));

  test('is a chance, never less for the first word than for the whole', () => {
    for (const probability of [1e-9, 0.1, 0.5, 0.9, 1]) {
      const { whole, firstWord } = estimate(probability);
      expect(whole).toBeGreaterThanOrEqual(0);
      expect(firstWord).toBeGreaterThanOrEqual(whole);
      expect(firstWord).toBeLessThanOrEqual(1);
    }
  });

  test('rises with the probability, and with what the text after the caret says', () => {
    expect(estimate(0.9).firstWord).toBeGreaterThan(estimate(0.3).firstWord);
    expect(estimate(0.5, 5).firstWord).toBeGreaterThan(estimate(0.5, 0).firstWord);
    expect(estimate(0.5, -5).whole).toBeLessThan(estimate(0.5, 0).whole);
  });
});
