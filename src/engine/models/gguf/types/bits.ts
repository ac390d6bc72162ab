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
