import { byteAt, halfAt, signedByteAt, unpackNibbles, unpackPairs } from './bits.js';
import { codedType, type Block } from './codedType.js';
import type { Unpacked } from './tensorType.js';

// Blocks of 256 values whose scales are codes themselves, in units of one float16 number a block. Source: `block_q2_K` and its
// neighbours in ggml-common.h.

const blockSize = 256;

/** 16 bytes of scales (low nibbles) and minimums (high), 64 bytes of codes of 2 bits, and the units of both: in groups of 16. */
export const q2k = codedType(
  { name: 'Q2_K', blockSize, blockBytes: 84 },
  { groupSize: 16, range: [0, 3], hasMinimums: true },
  ({ bytes, at, value, group }, { codes, scales, minimums }) => {
    const unit = halfAt(bytes, at + 80);
    const minimumUnit = halfAt(bytes, at + 82);
    for (let i = 0; i < 16; i++) {
      const both = byteAt(bytes, at + i);
      scales[group + i] = unit * (both & 15);
      minimums[group + i] = -(minimumUnit * (both >> 4));
    }
    unpackPairs(bytes, at + 16, codes, value);
    unpackPairs(bytes, at + 48, codes, value + 128);
  },
);

/** 32 bytes of the codes' third bits, 64 of their other two, 16 scales of 6 bits in 12 bytes, and the unit of the scales: in groups of 16. */
export const q3k = codedType(
  { name: 'Q3_K', blockSize, blockBytes: 110 },
  { groupSize: 16, range: [-4, 3], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    const unit = halfAt(bytes, at + 108);
    for (let i = 0; i < 16; i++) {
      const low = byteAt(bytes, at + 96 + (i % 8)) >> (i < 8 ? 0 : 4);
      const high = byteAt(bytes, at + 104 + (i % 4)) >> (2 * (i >> 2));
      scales[group + i] = unit * (((low & 15) | ((high & 3) << 4)) - 32);
    }
    unpackPairs(bytes, at + 32, codes, value);
    unpackPairs(bytes, at + 64, codes, value + 128);
    eachBit(bytes, at, (i, third) => {
      if (third === 0) codes[value + i] = (codes[value + i] as number) - 4;
    });
  },
);

/** The units of scales and minimums, 8 of each of 6 bits in 12 bytes, and 128 bytes of codes of 4 bits: in groups of 32. */
export const q4k = codedType(
  { name: 'Q4_K', blockSize, blockBytes: 144 },
  { groupSize: 32, range: [0, 15], hasMinimums: true },
  (block, into) => {
    scalesOfSixBits(block, into);
    const { bytes, at, value } = block;
    unpackNibblesOf256(bytes, at + 16, into.codes, value);
  },
);

/** As Q4_K, with 32 bytes of the codes' fifth bits before the others. */
export const q5k = codedType(
  { name: 'Q5_K', blockSize, blockBytes: 176 },
  { groupSize: 32, range: [0, 31], hasMinimums: true },
  (block, into) => {
    scalesOfSixBits(block, into);
    const { bytes, at, value } = block;
    unpackNibblesOf256(bytes, at + 48, into.codes, value);
    eachBit(bytes, at + 16, (i, fifth) => {
      into.codes[value + i] = (into.codes[value + i] as number) | (fifth << 4);
    });
  },
);

/** 128 bytes of the codes' low 4 bits, 64 of their high 2, 16 signed bytes of scales, and their unit: in groups of 16. */
export const q6k = codedType(
  { name: 'Q6_K', blockSize, blockBytes: 210 },
  { groupSize: 16, range: [-32, 31], hasMinimums: false },
  ({ bytes, at, value, group }, { codes, scales }) => {
    const unit = halfAt(bytes, at + 208);
    for (let i = 0; i < 16; i++) scales[group + i] = unit * signedByteAt(bytes, at + 192 + i);
    for (let half = 0; half < 2; half++) {
      const to = value + 128 * half;
      unpackNibbles(bytes, at + 64 * half, 64, codes, to);
      for (let i = 0; i < 128; i++) {
        const high = (byteAt(bytes, at + 128 + 32 * half + (i & 31)) >> (2 * (i >> 5))) & 3;
        codes[to + i] = ((codes[to + i] as number) | (high << 4)) - 32;
      }
    }
  },
);

/** 256 codes of 4 bits: each 32 bytes hold 64, the first 32 in their low halves. */
function unpackNibblesOf256(bytes: Uint8Array, from: number, codes: Int8Array, to: number): void {
  for (let quarter = 0; quarter < 4; quarter++) unpackNibbles(bytes, from + 32 * quarter, 32, codes, to + 64 * quarter);
}

/** One bit for each of 256 values: the lowest bits of 32 bytes, then the next ones. */
function eachBit(bytes: Uint8Array, from: number, take: (value: number, bit: number) => void): void {
  for (let bit = 0; bit < 8; bit++) {
    for (let i = 0; i < 32; i++) take(32 * bit + i, (byteAt(bytes, from + i) >> bit) & 1);
  }
}

/** Scales and minimums of Q4_K and Q5_K. Source: `get_scale_min_k4` in ggml-quants.c. */
function scalesOfSixBits({ bytes, at, group }: Block, { scales, minimums }: Unpacked): void {
  const unit = halfAt(bytes, at);
  const minimumUnit = halfAt(bytes, at + 2);
  const packed = at + 4;
  for (let i = 0; i < 8; i++) {
    const early = byteAt(bytes, packed + (i % 4));
    const late = byteAt(bytes, packed + 4 + (i % 4));
    const both = byteAt(bytes, packed + 8 + (i % 4));
    const scale = i < 4 ? early & 63 : (both & 15) | ((early >> 6) << 4);
    const minimum = i < 4 ? late & 63 : (both >> 4) | ((late >> 6) << 4);
    scales[group + i] = unit * scale;
    minimums[group + i] = -(minimumUnit * minimum);
  }
}
