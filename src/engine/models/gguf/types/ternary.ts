import { byteAt, halfAt, unpackPairs } from './bits.js';
import { codedType } from './codedType.js';

// Values of −1, 0 and 1 times one float16 scale a block.

/** Four codes of 2 bits a byte: each 32 bytes hold 128 values, 32 in each of their four pairs of bits. */
export const tq2_0 = codedType(
  { name: 'TQ2_0', blockSize: 256, blockBytes: 66 },
  { groupSize: 32, range: [-1, 2], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales.fill(halfAt(bytes, at + 64), group, group + 8);
    unpackPairs(bytes, at, codes, value);
    unpackPairs(bytes, at + 32, codes, value + 128);
    for (let i = value; i < value + 256; i++) codes[i] = (codes[i] as number) - 1;
  },
);

/** Five digits to base 3 a byte, as a fraction of 256: 32 bytes hold 160 values, 16 hold 80, and the last 4, with four digits each, 16. */
export const tq1_0 = codedType(
  { name: 'TQ1_0', blockSize: 256, blockBytes: 54 },
  { groupSize: 32, range: [-1, 1], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales.fill(halfAt(bytes, at + 52), group, group + 8);
    for (let i = 0; i < 160; i++) codes[value + i] = digit(byteAt(bytes, at + (i % 32)), i >> 5);
    for (let i = 0; i < 80; i++) codes[value + 160 + i] = digit(byteAt(bytes, at + 32 + (i % 16)), i >> 4);
    for (let i = 0; i < 16; i++) codes[value + 240 + i] = digit(byteAt(bytes, at + 48 + (i % 4)), i >> 2);
  },
);

const powers = [1, 3, 9, 27, 81];

/** A digit of a fraction of 256 to base 3, from the most significant one, less 1. */
function digit(byte: number, place: number): number {
  return ((((byte * (powers[place] as number)) & 255) * 3) >> 8) - 1;
}
