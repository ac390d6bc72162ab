import { halfToNumber } from '../../elementTypes.js';

/** The byte at a place. */
export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] as number;
}

/** The signed byte at a place. */
export function signedByteAt(bytes: Uint8Array, at: number): number {
  return (byteAt(bytes, at) << 24) >> 24;
}

/** The 16-bit number at a place. */
export function wordAt(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8);
}

/** The float16 number at a place. */
export function halfAt(bytes: Uint8Array, at: number): number {
  return halfToNumber(wordAt(bytes, at));
}

/** Codes of 4 bits: those in the low halves of `width` bytes, then those in their high halves. */
export function unpackNibbles(bytes: Uint8Array, from: number, width: number, codes: Int8Array, to: number): void {
  for (let i = 0; i < width; i++) {
    const both = bytes[from + i] as number;
    codes[to + i] = both & 15;
    codes[to + width + i] = both >> 4;
  }
}

/** 128 codes of 2 bits in 32 bytes: those in their lowest pairs of bits, then those in the next. */
export function unpackPairs(bytes: Uint8Array, from: number, codes: Int8Array, to: number): void {
  for (let i = 0; i < 32; i++) {
    const all = bytes[from + i] as number;
    codes[to + i] = all & 3;
    codes[to + 32 + i] = (all >> 2) & 3;
    codes[to + 64 + i] = (all >> 4) & 3;
    codes[to + 96 + i] = all >> 6;
  }
}
