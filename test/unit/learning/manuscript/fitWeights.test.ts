import { describe, expect, test } from 'vitest';
import { noWeights, weightCount } from '../../../../src/learning/manuscript/blendWeights.js';
import { fitWeights, type HeldOutToken, meanBits } from '../../../../src/learning/manuscript/fitWeights.js';

const start = Array<number>(weightCount).fill(0.1);

/** Tokens that follow a context of a kind, where it is right in a share of them; the model always gives 0.1. */
function tokens(count: number, kind: number, right: number): HeldOutToken[] {
  return Array.from({ length: count }, (_, at) => ({
    contexts: [{ kind, probability: at < right * count ? 0.8 : 0 }],
    words: 0.001,
    model: 0.1,
    best: 0.1,
  }));
}

describe('The weights of the blend', () => {
  test('rise where the texts of the writer are right', () => {
    const weights = fitWeights(tokens(500, 7, 0.9), start);
    expect(weights[7]).toBeGreaterThan(0.7);
  });

  test('fall to nearly nothing where they are wrong', () => {
    const weights = fitWeights(tokens(2000, 7, 0), start);
    expect(weights[7]).toBeLessThan(0.01);
  });

  test('stay where they were for kinds of contexts that do not occur', () => {
    expect(fitWeights(tokens(100, 7, 0.5), start)[30]).toBeCloseTo(0.1);
  });

  test('make the text on which they are fitted more probable than the model alone does', () => {
    const heldOut = [...tokens(300, 3, 0.6), ...tokens(300, 9, 0.1)];
    expect(meanBits(heldOut, fitWeights(heldOut, start))).toBeLessThan(meanBits(heldOut));
  });

  test('of nothing but zeros leave the model as it is', () => {
    expect(meanBits(tokens(10, 3, 1), noWeights)).toBeCloseTo(-Math.log2(0.1));
  });
});
