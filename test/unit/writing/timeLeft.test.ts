import { expect, test } from 'vitest';
import { timeLeft } from '../../../src/writing/timeLeft.js';

test.each([
  [10_000, 0.2, '40 s'],
  [60_000, 0.25, '3 min'],
  [3_600_000, 0.4, '1.5 h'],
  [10_000, 1, '0 s'],
  [10_000, 1.1, '0 s'],
])('after %d ms with %d of it done, %s are left', (elapsed, share, left) => {
  expect(timeLeft(elapsed, share)).toBe(left);
});

test('before anything is done, nobody knows', () => {
  expect(timeLeft(1000, 0)).toBeUndefined();
});
