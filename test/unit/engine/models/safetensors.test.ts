import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SafetensorsFile } from '../../../../src/engine/models/safetensors.js';
import { temporaryFolder } from './modelFolder.js';
import { safetensorsBytes, withHeader } from './safetensorsBytes.js';

async function open(content: Uint8Array): Promise<SafetensorsFile> {
  const file = await SafetensorsFile.open(join(await temporaryFolder({ 'model.safetensors': content }), 'model.safetensors'));
  onTestFinished(() => file.close());
  return file;
}

async function bytes(file: SafetensorsFile, name: string, from?: number, to?: number): Promise<number[]> {
  const tensor = file.tensors.get(name);
  if (!tensor) throw new Error(`no tensor ${name}`);
  return [...(await file.bytes(tensor, from, to))];
}

const entry = (begin: number, end: number, shape = [end - begin]): object => ({ dtype: 'U8', shape, data_offsets: [begin, end] });
const a = { dtype: 'F32', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
const b = { dtype: 'U8', shape: [4], data: Uint8Array.of(9, 8, 7, 6) };

test('a tensor is read by name, as a whole and in part', async () => {
  const file = await open(safetensorsBytes({ a, b }));
  expect(file.tensors.get('b')).toMatchObject({ type: 'U8', shape: [4], length: 4 });
  expect(await bytes(file, 'b')).toEqual([9, 8, 7, 6]);
  expect(await bytes(file, 'b', 1, 3)).toEqual([8, 7]);
  await expect(bytes(file, 'b', 2, 5)).rejects.toThrow(RangeError);
});

test('tensors may lie in another order than the header names them', async () => {
  const file = await open(withHeader({ late: entry(1, 3), early: entry(0, 1) }, Uint8Array.of(1, 2, 3)));
  expect(await bytes(file, 'late')).toEqual([2, 3]);
});


describe('a broken file is refused with a reason', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['empty', new Uint8Array(), /no header/],
    ['text', Buffer.from('<!doctype html><html>'), /does not fit/],
    ['of zeros', new Uint8Array(64), /no JSON/],
    ['with a header longer than itself', withHeader({}, new Uint8Array(), 1000), /does not fit/],
    ['with a header of 2⁶³ bytes', Buffer.concat([Buffer.from('ffffffffffffff7f', 'hex'), Buffer.from('{}')]), /does not fit/],
    ['with a header that ends too early', withHeader({ a: entry(0, 1) }, Uint8Array.of(1), 5), /no JSON/],
    ['with bytes that are no text', withHeader(''.padEnd(4), new Uint8Array()).fill(0xff, 8), /no text/],
    ['with a list for a header', withHeader([1]), /no JSON object/],
    ['with a tensor that is a number', withHeader({ a: 1 }), /"a" is not described/],
    ['with an unknown type', withHeader({ a: { dtype: 'F7', shape: [1], data_offsets: [0, 1] } }, Uint8Array.of(1)), /"F7"/],
    ['with a negative size', withHeader({ a: entry(0, 1, [-1]) }, Uint8Array.of(1)), /no list of sizes/],
    ['with half a size', withHeader({ a: entry(0, 1, [0.5]) }, Uint8Array.of(1)), /no list of sizes/],
    ['without a position', withHeader({ a: { dtype: 'U8', shape: [1] } }, Uint8Array.of(1)), /no valid position/],
    ['with a shape that needs more bytes', withHeader({ a: entry(0, 4, [2, 3]) }, new Uint8Array(4)), /\[2, 3\] and type U8 cannot take 4 bytes/],
    ['with a shape beyond all memory', withHeader({ a: entry(0, 4, [2 ** 40, 2 ** 40]) }, new Uint8Array(4)), /cannot take 4 bytes/],
    ['with a tensor behind its end', withHeader({ a: entry(0, 8) }, new Uint8Array(4)), /cut short/],
    ['with a tensor that ends before it starts', withHeader({ a: { dtype: 'U8', shape: [1], data_offsets: [2, 1] } }, new Uint8Array(4)), /cannot take/],
    ['with tensors that overlap', withHeader({ a: entry(0, 3), b: entry(2, 4) }, new Uint8Array(4)), /"b" overlaps/],
    ['with a gap', withHeader({ a: entry(0, 1), b: entry(2, 4) }, new Uint8Array(4)), /"b" does not follow/],
    ['with bytes left over', withHeader({ a: entry(0, 1) }, new Uint8Array(4)), /3 bytes at its end/],
    ['with a name twice', withHeader(`{"a":${JSON.stringify(entry(0, 2))},"a":${JSON.stringify(entry(0, 2))}}`, new Uint8Array(2)), /twice/],
  ])('%s', async (_, content, reason) => {
    const opening = open(content);
    await expect(opening).rejects.toMatchObject({ name: 'ClozeError', code: 'model-invalid', message: expect.stringMatching(reason) as unknown });
    await expect(opening).rejects.toThrow(/model\.safetensors.*choose another model/);
  });
});

test('names with quotation marks and colons are no second name', async () => {
  const file = await open(safetensorsBytes({ 'a":{"b\\': b, 'x:[{': b }));
  expect([...file.tensors.keys()]).toEqual(['a":{"b\\', 'x:[{']);
});

test('a reason stays short, whatever the file holds', async () => {
  const opening = open(withHeader({ a: { dtype: 'x'.repeat(100_000), shape: [1], data_offsets: [0, 1] } }, Uint8Array.of(1)));
  await expect(opening).rejects.toSatisfy((error: Error) => error.message.length < 1000);
});
