import fc from 'fast-check';
import { expect, test } from 'vitest';
import { halvesOf } from '../../../../../src/engine/graph/onnx/halves.js';
import { halvesToFloat32 } from '../../../../../src/engine/models/elementTypes.js';

test('each finite half is itself', () => {
  const all = Uint16Array.from({ length: 65536 }, (_, bits) => bits).filter((bits) => ((bits >> 10) & 31) !== 31);
  expect(halvesOf(halvesToFloat32(all))).toEqual(all);
});

test.each([
  { what: 'halfway below an even number', value: 1 + 2 ** -11, half: 1 },
  { what: 'halfway below an odd number', value: 1 + 3 * 2 ** -11, half: 1 + 2 ** -9 },
  { what: 'just under two', value: 2 - 2 ** -12, half: 2 },
  { what: 'half of the smallest number', value: 2 ** -25, half: 0 },
  { what: 'above half of the smallest number', value: 1.1 * 2 ** -25, half: 2 ** -24 },
  { what: 'beyond the range', value: -1e30, half: -65504 },
])('a number $what becomes the nearest, or the even one, or the end of the range', ({ value, half }) => {
  expect(halvesToFloat32(halvesOf(Float32Array.of(value)))[0]).toBe(half);
});

test('no number is further from its half than half a unit in the last place', () => {
  fc.assert(
    fc.property(fc.float({ min: -65000, max: 65000, noNaN: true }), (value) => {
      const half = halvesToFloat32(halvesOf(Float32Array.of(value)))[0] as number;
      expect(Math.abs(half - value)).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
    }),
  );
});
