import type { Grid4, Grid8 } from '../checkpoint.js';
import { halvesToFloat32, toFloat32 } from '../elementTypes.js';
import { dequantize4, dequantize8 } from '../grids.js';
import type { GgufTensor } from './ggufHeader.js';
import type { TensorType } from './tensorTypes.js';

/** Values in a block of the quantised types. */
const blockSize = 32;

export function isGrid4({ name }: TensorType): boolean {
  return name === 'Q4_0' || name === 'Q4_1';
}

export function isGrid8({ name }: TensorType): boolean {
  return name === 'Q8_0';
}

/** Rows of a tensor in float32, whatever their type. `bytes` are those of whole rows. */
export function blocksToFloats(tensor: GgufTensor, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  if (isGrid4(tensor.type)) return dequantize4(blocksToGrid4(tensor, bytes));
  if (isGrid8(tensor.type)) return dequantize8(blocksToGrid8(tensor, bytes));
  const floats = toFloat32(tensor.type.name, bytes);
  if (!floats) throw new Error(`${tensor.type.name} is in the table of types, but nothing reads it.`);
  return floats;
}

/**
 * Rows stored as Q4_0 or Q4_1, laid out as a grid. A block is a float16 scale d, in Q4_1 a float16 minimum m, and 16 bytes
 * whose low nibbles are the first 16 codes and whose high nibbles are the rest. Q4_0 means d · (code − 8), Q4_1 d · code + m.
 */
export function blocksToGrid4({ type, rowBytes, columns }: GgufTensor, bytes: Uint8Array<ArrayBuffer>): Grid4 {
  const hasMinimum = type.name === 'Q4_1';
  const blocks = bytes.length / type.blockBytes;
  const scales = halvesAt(bytes, type.blockBytes, 0);
  const minimums = hasMinimum ? halvesAt(bytes, type.blockBytes, 2) : scales.map((scale) => -8 * scale);
  const codes = new Uint8Array(blocks * (blockSize / 2));
  for (let block = 0; block < blocks; block++) {
    const from = block * type.blockBytes + (hasMinimum ? 4 : 2);
    const to = block * (blockSize / 2);
    for (let i = 0; i < 8; i++) {
      const even = bytes[from + 2 * i] as number;
      const odd = bytes[from + 2 * i + 1] as number;
      codes[to + i] = (even & 15) | ((odd & 15) << 4);
      codes[to + 8 + i] = (even >> 4) | (odd & 240);
    }
  }
  return { rows: bytes.length / rowBytes, columns, blockSize, codes, scales, minimums };
}

/** Rows stored as Q8_0: a float16 scale and 32 bytes a block. */
export function blocksToGrid8({ type, rowBytes, columns }: GgufTensor, bytes: Uint8Array<ArrayBuffer>): Grid8 {
  const blocks = bytes.length / type.blockBytes;
  const codes = new Int8Array(blocks * blockSize);
  for (let block = 0; block < blocks; block++) {
    const start = block * type.blockBytes + 2;
    codes.set(new Int8Array(bytes.buffer, bytes.byteOffset + start, blockSize), block * blockSize);
  }
  return { rows: bytes.length / rowBytes, columns, blockSize, codes, scales: halvesAt(bytes, type.blockBytes, 0) };
}

/** The float16 value at the same place of each block. */
function halvesAt(bytes: Uint8Array, blockBytes: number, offset: number): Float32Array {
  const halves = new Uint16Array(bytes.length / blockBytes);
  for (let i = 0; i < halves.length; i++) {
    const at = i * blockBytes + offset;
    halves[i] = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  }
  return halvesToFloat32(halves);
}
