import type { Grid8 } from '../../models/checkpoint.js';
import type { Matrix } from './matrix.js';

const rowsAtATime = 256;

/** Rounds a matrix to 8 bits with a scale per block along the row: w ≈ scale·code, code −127..127. */
export async function quantizeGrid8(weight: Matrix, blockSize: number): Promise<Grid8> {
  const { rows, columns } = weight;
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array((rows * columns) / blockSize);
  for (let row = 0; row < rows; row += rowsAtATime) {
    const values = await weight.read(row, Math.min(rows, row + rowsAtATime));
    for (let at = 0; at < values.length; at += blockSize) {
      let largest = 0;
      for (let i = at; i < at + blockSize; i++) largest = Math.max(largest, Math.abs(values[i] as number));
      const scale = largest / 127;
      scales[(row * columns + at) / blockSize] = scale;
      if (scale === 0) continue;
      for (let i = at; i < at + blockSize; i++) codes[row * columns + i] = Math.round((values[i] as number) / scale);
    }
  }
  return { rows, columns, blockSize, codes, scales };
}
