import { crc32, inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { animatedPng } from '../../../scripts/pictures/animatedPng.js';

/** A PNG of one pixel of one byte, made by another tool. */
const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==', 'base64');

test('An animation holds each frame with its pixels, its time and right check sums', () => {
  const chunks = read(
    animatedPng([
      { png: dot, milliseconds: 100 },
      { png: dot, milliseconds: 250, top: 7 },
    ]),
  );
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'acTL', 'fcTL', 'IDAT', 'fcTL', 'fdAT', 'IEND']);
  expect(chunks.every(({ isSound }) => isSound)).toBe(true);
  expect(chunks.filter(({ type }) => type === 'fcTL').map(({ data }) => data.readUInt16BE(20))).toEqual([100, 250]);
  expect(chunks.filter(({ type }) => type === 'fcTL').map(({ data }) => data.readUInt32BE(16))).toEqual([0, 7]);
  const moved = chunks.find(({ type }) => type === 'fdAT');
  expect(inflateSync(moved?.data.subarray(4) ?? Buffer.alloc(0))).toHaveLength(2);
});

function read(png: Buffer): { type: string; data: Buffer; isSound: boolean }[] {
  const chunks = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, end), isSound: png.readUInt32BE(end) === crc32(png.subarray(at + 4, end)) });
    at = end + 4;
  }
  return chunks;
}
