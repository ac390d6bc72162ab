import { expect, test } from 'vitest';
import { maxRelativeError } from '../../../../bench/golden/maxRelativeError.js';

test.each([
  ['equal values', [[1, -4]], [[1, -4]], 0],
  ['the largest difference by the largest value of all rows', [[1, 2], [-4]], [[1.5, 2], [-4]], 0.125],
  ['no values', [], [], 0],
  ['a NaN', [[1]], [[NaN]], Infinity],
  ['a row that is too short', [[1, 2]], [[1]], Infinity],
  ['a row that is missing', [[1]], [], Infinity],
])('the largest relative error of %s', (_, reference, actual, error) => {
  const arrays = (rows: readonly (readonly number[])[]): Float32Array[] => rows.map((row) => Float32Array.from(row));
  expect(maxRelativeError(arrays(reference), arrays(actual))).toBe(error);
});
