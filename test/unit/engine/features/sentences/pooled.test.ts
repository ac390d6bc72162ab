import { expect, test } from 'vitest';
import { pooled } from '../../../../../src/engine/features/sentences/pooled.js';

// Three tokens of two numbers.
const states = Float32Array.of(1, -2, 3, 0, 5, 8);

test.each([
  ['the first token', ['cls'], 0, [1, -2]],
  ['the last token', ['lasttoken'], 0, [5, 8]],
  ['the mean of all', ['mean'], 0, [3, 2]],
  ['the largest number of each column', ['max'], 0, [5, 8]],
  ['a mean in which later tokens weigh more', ['weightedmean'], 0, [(1 + 6 + 15) / 6, (-2 + 24) / 6]],
  ['a sum over the root of the count', ['mean_sqrt_len_tokens'], 0, [9 / Math.sqrt(3), 6 / Math.sqrt(3)]],
  ['two ways side by side', ['cls', 'mean'], 0, [1, -2, 3, 2]],
  ['the mean of those after a prompt', ['mean'], 1, [4, 4]],
  ['the largest after a prompt', ['max'], 2, [5, 8]],
  ['a weighted mean after a prompt', ['weightedmean'], 1, [(6 + 15) / 5, 24 / 5]],
] as const)('%s is the row of a text', (_, ways, skipped, expected) => {
  [...pooled(states, 2, [...ways], skipped)].forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 5));
});
