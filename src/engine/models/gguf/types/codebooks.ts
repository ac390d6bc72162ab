import { byteAt, halfAt, unpackNibbles, wordAt } from './bits.js';
import { codedType } from './codedType.js';

// Codes of 4 bits that stand for one of 16 values, which lie closer together around zero.

/** Source: `kvalues_iq4nl` in ggml-common.h. */
const nonLinear = Int8Array.of(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);

/** Twice the values of the OCP's 4-bit floating-point format E2M1. Source: `kvalues_mxfp4` in ggml-common.h. */
const doubledE2m1 = Int8Array.of(0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12);

/** A float16 scale, and codes as in Q4_0. */
export const iq4nl = codedType(
  { name: 'IQ4_NL', blockSize: 32, blockBytes: 18 },
  { groupSize: 32, range: [-127, 113], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales[group] = halfAt(bytes, at);
    unpackNibbles(bytes, at + 2, 16, codes, value);
    lookUp(nonLinear, codes, value, 32);
  },
);

/** The unit of 8 scales, the scales of 6 bits (high 2 in 2 bytes, low 4 in 4 bytes), and 8 groups of codes as in Q4_0. */
export const iq4xs = codedType(
  { name: 'IQ4_XS', blockSize: 256, blockBytes: 136 },
  { groupSize: 32, range: [-127, 113], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    const unit = halfAt(bytes, at);
    const high = wordAt(bytes, at + 2);
    for (let i = 0; i < 8; i++) {
      const low = byteAt(bytes, at + 4 + (i >> 1)) >> (4 * (i & 1));
      scales[group + i] = unit * (((low & 15) | (((high >> (2 * i)) & 3) << 4)) - 32);
    }
    for (let i = 0; i < 8; i++) unpackNibbles(bytes, at + 8 + 16 * i, 16, codes, value + 32 * i);
    lookUp(nonLinear, codes, value, 256);
  },
);

/** A power of two as its exponent in a byte, halved since the codes are doubled, and codes as in Q4_0. */
export const mxfp4 = codedType(
  { name: 'MXFP4', blockSize: 32, blockBytes: 17 },
  { groupSize: 32, range: [-12, 12], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    scales[group] = 2 ** (byteAt(bytes, at) - 128);
    unpackNibbles(bytes, at + 1, 16, codes, value);
    lookUp(doubledE2m1, codes, value, 32);
  },
);

/** Puts the values that codes stand for in their place. */
function lookUp(table: Int8Array, codes: Int8Array, from: number, count: number): void {
  for (let i = from; i < from + count; i++) codes[i] = table[codes[i] as number] as number;
}
