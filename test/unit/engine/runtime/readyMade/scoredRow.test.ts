import { describe, expect, test } from 'vitest';
import { distributionOf, rankOf } from '../../../../../src/engine/runtime/readyMade/scoredRow.js';
import type { Token } from '../../../../../src/engine/tokenizer/token.js';

const scores = Float32Array.from({ length: 500 }, (_, token) => Math.sin(token * 12.9898) * 5);
const sorted = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);

describe('Scores of a vocabulary', () => {
  test.each([1, 2, 3, 64, 499, 500, 1000])('give the %i most probable tokens, best first', (top) => {
    expect(distributionOf(scores, top, []).tokens).toEqual(sorted.slice(0, top));
  });

  test('are probabilities that sum to one', () => {
    const { logprobs } = distributionOf(scores, 500, []);
    expect(logprobs.reduce((sum, logprob) => sum + Math.exp(logprob), 0)).toBeCloseTo(1, 5);
  });

  test('may be large without losing the small ones', () => {
    const { logprobs, rated } = distributionOf(Float32Array.of(10_000, 9_999), 1, [1 as Token]);
    expect(logprobs[0]).toBeCloseTo(-Math.log(1 + Math.exp(-1)), 5);
    expect(rated[0]).toBeCloseTo(-1 - Math.log(1 + Math.exp(-1)), 5);
  });

  test('of equal tokens give the first', () => {
    expect(distributionOf(Float32Array.of(1, 2, 2, 2), 2, []).tokens).toEqual([1, 2]);
  });

  test('rank a token by how many are above it', () => {
    expect(rankOf(Float32Array.of(1, 3, 2, 3), 2 as Token)).toBe(2);
  });
});
