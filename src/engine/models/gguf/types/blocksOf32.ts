import { halfAt, signedByteAt, unpackNibbles, wordAt } from './bits.js';
import { codedType, type Block } from './codedType.js';
import type { Unpacked } from './tensorType.js';

/** A float16 scale d, and 16 bytes whose low nibbles are the first 16 codes and whose high nibbles are the rest: d · (code − 8). */
export const q4_0 = codedType(
  { name: 'Q4_0', blockSize: 32, blockBytes: 18 },
  { groupSize: 32, range: [-8, 7], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales[group] = halfAt(bytes, at);
    unpackNibbles(bytes, at + 2, 16, codes, value);
    for (let i = value; i < value + 32; i++) codes[i] = (codes[i] as number) - 8;
  },
);

/** A float16 scale d, a float16 minimum m, and codes as in Q4_0: d · code + m. */
export const q4_1 = codedType(
  { name: 'Q4_1', blockSize: 32, blockBytes: 20 },
  { groupSize: 32, range: [0, 15], hasMinimums: true },
  ({ bytes, at, value, group }, { codes, scales, minimums }) => {
    scales[group] = halfAt(bytes, at);
    minimums[group] = halfAt(bytes, at + 2);
    unpackNibbles(bytes, at + 4, 16, codes, value);
  },
);

/** A float16 scale d, 32 bits that are the codes' fifth ones, and their other four as in Q4_0: d · (code − 16). */
export const q5_0 = codedType(
  { name: 'Q5_0', blockSize: 32, blockBytes: 22 },
  { groupSize: 32, range: [-16, 15], hasMinimums: false },
  (block, into) => {
    into.scales[block.group] = halfAt(block.bytes, block.at);
    unpackFiveBits(block, 2, -16, into);
  },
);

/** A float16 scale d, a float16 minimum m, and codes as in Q5_0: d · code + m. */
export const q5_1 = codedType(
  { name: 'Q5_1', blockSize: 32, blockBytes: 24 },
  { groupSize: 32, range: [0, 31], hasMinimums: true },
  (block, into) => {
    into.scales[block.group] = halfAt(block.bytes, block.at);
    into.minimums[block.group] = halfAt(block.bytes, block.at + 2);
    unpackFiveBits(block, 4, 0, into);
  },
);

/** A float16 scale d, and 32 signed bytes: d · code. */
export const q8_0 = codedType(
  { name: 'Q8_0', blockSize: 32, blockBytes: 34 },
  { groupSize: 32, range: [-128, 127], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales[group] = halfAt(bytes, at);
    for (let i = 0; i < 32; i++) codes[value + i] = signedByteAt(bytes, at + 2 + i);
  },
);

function unpackFiveBits({ bytes, at, value }: Block, offset: number, shift: number, { codes }: Unpacked): void {
  const fifth = wordAt(bytes, at + offset) | (wordAt(bytes, at + offset + 2) << 16);
  unpackNibbles(bytes, at + offset + 4, 16, codes, value);
  for (let i = 0; i < 32; i++) codes[value + i] = ((codes[value + i] as number) | (((fifth >>> i) & 1) << 4)) + shift;
}
