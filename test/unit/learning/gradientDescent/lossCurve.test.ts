import { expect, test } from 'vitest';
import { lossCurve } from '../../../../src/learning/gradientDescent/lossCurve.js';

test.each([
  [[], 4, []],
  [[3, 2], 4, [3, 2]],
  [[4, 2, 3, 1], 2, [3, 2]],
  [[5, 4, 3, 2, 1], 2, [4.5, 2]],
])('The curve of %j in %i points', (losses, points, curve) => {
  expect(lossCurve(losses, points)).toEqual(curve);
});
