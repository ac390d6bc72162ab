import { expect, test } from 'vitest';
import { halvesToFloat32, toFloat32, toInt32 } from '../../../../src/engine/models/elementTypes.js';

const bytesOf = (view: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

test.each([
  [0x0000, 0],
  [0x8000, -0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65504],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x0400, 2 ** -14],
  [0x7c00, Infinity],
  [0xfc00, -Infinity],
  [0x7e00, NaN],
])('float16 %i is %d', (half, value) => {
  expect(halvesToFloat32(Uint16Array.of(half))[0]).toBe(value);
});

test('bfloat16 is the upper half of a float32', () => {
  // These have no more than eight significant bits, so that the upper half holds them whole.
  const values = Float32Array.of(1, -2.5, 2 ** 127, 2 ** -130, Infinity);
  const upper = Uint16Array.from(new Uint32Array(values.buffer), (bits) => bits >>> 16);
  expect(toFloat32('BF16', bytesOf(upper))).toEqual(values);
});

test('float64 is rounded to float32', () => {
  expect([...(toFloat32('F64', bytesOf(Float64Array.of(0.1))) ?? [])]).toEqual([Math.fround(0.1)]);
});

test.each([
  ['I64', BigInt64Array.of(-1n, 49151n), [-1, 49151]],
  ['I32', Int32Array.of(-1, 7), [-1, 7]],
  ['I8', Int8Array.of(-128, 127), [-128, 127]],
  ['U8', Uint8Array.of(255), [255]],
  ['BOOL', Uint8Array.of(1, 0), [1, 0]],
])('%s is read as whole numbers', (type, values, expected) => {
  expect([...(toInt32(type, bytesOf(values)) ?? [])]).toEqual(expected);
});

test('whole numbers are no weights, and weights no whole numbers', () => {
  expect(toFloat32('I64', new Uint8Array(8))).toBeUndefined();
  expect(toInt32('F32', new Uint8Array(8))).toBeUndefined();
});
