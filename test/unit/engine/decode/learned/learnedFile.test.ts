import { describe, expect, test } from 'vitest';
import { crc32 } from 'node:zlib';
import { decodeLearned, encodeLearned } from '../../../../../src/engine/decode/learned/learnedFile.js';
import { learnedOf } from './learnedOf.js';

const learned = learnedOf(['Zelphina saw the boat. Zelphina saw the harbour.', 'The boat saw Zelphina.']);
const file = encodeLearned(learned);

/** The file with other bytes, whose check sum is right nevertheless. */
function forged(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(file);
  change(bytes);
  bytes.writeUInt32LE(crc32(bytes.subarray(40)), 16 + 5 * 4);
  return bytes;
}

describe('A file of what was learned', () => {
  test('is read as it was written', () => {
    expect(decodeLearned(file)).toEqual(learned);
  });

  test('is read from wherever it lies in memory', () => {
    const shifted = new Uint8Array(file.length + 1);
    shifted.set(file, 1);
    expect(decodeLearned(shifted.subarray(1))).toEqual(learned);
  });

  test('is refused with any byte changed', () => {
    for (let at = 0; at < file.length; at += 3) {
      const bytes = Uint8Array.from(file);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      // Two bytes of the beginning mean nothing.
      if (at !== 14 && at !== 15) expect(decodeLearned(bytes), `byte ${at}`).toBeUndefined();
    }
  });

  test('is refused at any shorter length, and with anything after it', () => {
    for (let length = 0; length < file.length; length += 7) expect(decodeLearned(file.subarray(0, length))).toBeUndefined();
    expect(decodeLearned(Buffer.concat([file, Buffer.alloc(4)]))).toBeUndefined();
  });

  test.each([
    ['tokens that no model has', (bytes: Buffer) => bytes.writeUInt16LE(0xffff, bytes.length - 4 * learned.index.places.length - 4)],
    ['places outside of the text', (bytes: Buffer) => bytes.writeUInt32LE(0xffffffff, bytes.length - 4)],
    ['more tokens than there are', (bytes: Buffer) => bytes.writeUInt32LE(0xfffffff0, 24)],
    ['more of a head than there is', (bytes: Buffer) => bytes.writeUInt32LE(0x7fffffff, 20)],
    ['a width of tokens that does not exist', (bytes: Buffer) => bytes.writeUInt32LE(3, 32)],
    ['another version', (bytes: Buffer) => bytes.writeUInt32LE(2, 16)],
    ['a head that is no JSON', (bytes: Buffer) => bytes.write('?', 40)],
    ['weights beyond 1', (bytes: Buffer) => bytes.write('9.5', bytes.indexOf('0.5'))],
    ['a vocabulary without end', (bytes: Buffer) => bytes.write('9e9', bytes.indexOf(`:${learned.index.separator}}`) + 1)],
  ])('is refused with %s, also where its check sum is right', (_, change) => {
    expect(decodeLearned(forged(change))).toBeUndefined();
  });
});
