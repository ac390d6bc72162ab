import type { Grid4 } from '../../models/checkpoint.js';
import type { Matrix } from './matrix.js';

const blockSize = 32;
const rowsAtATime = 256;

/**
 * Rounds a matrix to a 4-bit grid with a scale and a minimum per block of 32: w ≈ scale·code + minimum, code 0..15.
 * The grid spans each block's range, as GGUF's Q4_1 does.
 */
export async function quantizeGrid4(weight: Matrix): Promise<Grid4> {
  const { rows, columns } = weight;
  const codes = new Uint8Array((rows * columns) / 2);
  const scales = new Float32Array((rows * columns) / blockSize);
  const minimums = new Float32Array((rows * columns) / blockSize);
  for (let row = 0; row < rows; row += rowsAtATime) {
    const values = await weight.read(row, Math.min(rows, row + rowsAtATime));
    const firstBlock = (row * columns) / blockSize;
    for (let block = 0; block < values.length / blockSize; block++) {
      const at = block * blockSize;
      let minimum = Infinity;
      let maximum = -Infinity;
      for (let i = at; i < at + blockSize; i++) {
        const value = values[i] as number;
        if (value < minimum) minimum = value;
        if (value > maximum) maximum = value;
      }
      const scale = (maximum - minimum) / 15;
      scales[firstBlock + block] = scale;
      minimums[firstBlock + block] = minimum;
      if (scale === 0) continue;
      // Half a code is added, so that cutting rounds to the nearest; this loop runs once for each weight of a model.
      const inverse = 1 / scale;
      const shift = 0.5 - minimum * inverse;
      for (let i = at, pair = (row * columns + at) / 2; i < at + blockSize; i += 2, pair++) {
        codes[pair] = ((values[i] as number) * inverse + shift) | 0 | ((((values[i + 1] as number) * inverse + shift) | 0) << 4);
      }
    }
  }
  return { rows, columns, blockSize, codes, scales, minimums };
}
