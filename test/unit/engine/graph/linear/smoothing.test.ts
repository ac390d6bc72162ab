import { expect, test } from 'vitest';
import { smoothedRange } from '../../../../../src/engine/graph/linear/smoothing.js';
import type { TensorSource } from '../../../../../src/engine/models/checkpoint.js';

/** Tensors of which one says how large the columns of an input get. */
function sample(maxima: readonly number[]): TensorSource {
  return {
    has: (name: string) => name === 'x.input_maxima',
    shape: () => [maxima.length],
    floats: () => Promise.resolve(Float32Array.from(maxima)),
  } as unknown as TensorSource;
}

test.each([
  { what: 'the largest column after division', maxima: [8, 3], divisors: [4, 1], range: 3 },
  { what: 'unknown where only zeros were seen', maxima: [0, 0], divisors: [1, 1], range: undefined },
  { what: 'unknown where nothing divides the columns', maxima: [8, 3], divisors: undefined, range: undefined },
])('the range of an input is $what', async ({ maxima, divisors, range }) => {
  expect(await smoothedRange(sample(maxima), 'x', divisors && Float32Array.from(divisors))).toBe(range);
});
