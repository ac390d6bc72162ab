import { describe, expect, test } from 'vitest';
import { choose } from '../../../../src/engine/decode/sampler.js';

const open = { temperature: 1, topP: 1, minP: 0 };
const logs = (...probabilities: number[]): number[] => probabilities.map(Math.log);

/** How often each option is chosen when the coin takes 1,000 evenly spaced values. */
function frequencies(logprobs: number[], choice: typeof open): number[] {
  const counts = logprobs.map(() => 0);
  for (let step = 0; step < 1000; step++) {
    const index = choose(logprobs, choice, (step + 0.5) / 1000);
    if (index !== undefined) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((count) => count / 1000);
}

describe('Choosing a token', () => {
  test.each([
    { title: 'follows the probabilities', logprobs: logs(0.1, 0.6, 0.3), choice: open, expected: [0.1, 0.6, 0.3] },
    { title: 'does not need normalised ones', logprobs: logs(2, 12, 6), choice: open, expected: [0.1, 0.6, 0.3] },
    { title: 'is bolder when hot', logprobs: logs(0.8, 0.2), choice: { ...open, temperature: 2 }, expected: [0.667, 0.333] },
    { title: 'is shyer when cool', logprobs: logs(0.8, 0.2), choice: { ...open, temperature: 0.5 }, expected: [0.941, 0.059] },
    { title: 'keeps to the nucleus', logprobs: logs(0.5, 0.3, 0.2), choice: { ...open, topP: 0.7 }, expected: [0.625, 0.375, 0] },
    { title: 'keeps the best where the nucleus is empty', logprobs: logs(0.5, 0.5), choice: { ...open, topP: 0 }, expected: [1, 0] },
    { title: 'drops what is far less likely', logprobs: logs(0.6, 0.3, 0.1), choice: { ...open, minP: 0.25 }, expected: [0.667, 0.333, 0] },
    { title: 'never takes the impossible', logprobs: [-Infinity, 0, -Infinity], choice: open, expected: [0, 1, 0] },
    { title: 'does not overflow', logprobs: [1000, 1000], choice: open, expected: [0.5, 0.5] },
  ])('$title', ({ logprobs, choice, expected }) => {
    expect(frequencies(logprobs, choice).map((share) => Number(share.toFixed(3)))).toEqual(expected);
  });

  test('is greedy at temperature 0, and takes the first of equals', () => {
    expect(choose(logs(0.2, 0.4, 0.4), { ...open, temperature: 0 }, 0.999)).toBe(1);
  });

  test('has nothing to choose from an empty list or impossible options', () => {
    expect(choose([], open, 0)).toBeUndefined();
    expect(choose([-Infinity, NaN], open, 0.5)).toBeUndefined();
  });
});
