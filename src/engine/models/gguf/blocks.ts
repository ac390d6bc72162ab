import type { BlockLayout, BlockRows } from '../checkpoint.js';
import type { CodeType, TensorType } from './types/tensorType.js';

/** How the blocks of a type are given to kernels: in 4 bits where its codes fit, else in 8. Either holds every value of the type exactly. */
export function blockLayout({ codes }: TensorType): BlockLayout | undefined {
  if (codes === undefined) return undefined;
  const [least, most] = codes.range;
  const bits = most - least < 16 ? 4 : 8;
  return { bits, blockSize: codes.groupSize, hasOffsets: codes.hasMinimums };
}

/** Whole rows of a type that has a layout, as kernels take them. */
export function blockRows(type: CodeType, { bits }: BlockLayout, bytes: Uint8Array<ArrayBuffer>): BlockRows {
  const { codes, scales, minimums } = type.unpack(bytes);
  const [least, most] = type.range;
  const middle = 2 ** (bits - 1);
  // The middle stands for zero where the codes have room around it; else the least code is 0, and the offsets hold the difference.
  const lift = most >= middle ? -least : middle;
  const offsets = minimums.map((minimum, group) => minimum + (middle - lift) * (scales[group] as number));
  return { codes: bits === 4 ? inNibbles(codes, lift) : inBytes(codes, lift), scales, offsets };
}

function inNibbles(codes: Int8Array, lift: number): Uint8Array {
  const bytes = new Uint8Array(codes.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = ((codes[2 * i] as number) + lift) | (((codes[2 * i + 1] as number) + lift) << 4);
  return bytes;
}

function inBytes(codes: Int8Array, lift: number): Uint8Array {
  const bytes = new Uint8Array(codes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (codes[i] as number) + lift;
  return bytes;
}
