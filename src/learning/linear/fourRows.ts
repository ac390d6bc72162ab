import { type FeatureMatrix, rowStart } from './featureMatrix.js';

/**
 * Rows and vectors that are multiplied at once: each number is then read once for several products, and no addition waits for the one
 * before. After the last row or vector, the last one stands in for those that are missing.
 */
export const rowsAtOnce = 4;
export const vectorsAtOnce = 2;

/** Writes where the rows from `first` on begin in a matrix's memory, [rows]. */
export function rowStarts(features: FeatureMatrix, first: number, to: Int32Array): void {
  for (let row = 0; row < rowsAtOnce; row++) to[row] = rowStart(features, Math.min(first + row, features.rows - 1));
}

/** Writes the products of rows with two vectors, [vectors · rows]; the vectors begin at `first` and `second`. */
export function multiplyRows(
  { values, columns }: FeatureMatrix,
  starts: Int32Array,
  vectors: Float64Array,
  first: number,
  second: number,
  to: Float64Array,
): void {
  const a = starts[0] as number;
  const b = starts[1] as number;
  const c = starts[2] as number;
  const d = starts[3] as number;
  let [a1, b1, c1, d1] = [0, 0, 0, 0];
  let [a2, b2, c2, d2] = [0, 0, 0, 0];
  for (let i = 0; i < columns; i++) {
    const one = vectors[first + i] as number;
    const two = vectors[second + i] as number;
    const ofA = values[a + i] as number;
    a1 += one * ofA;
    a2 += two * ofA;
    const ofB = values[b + i] as number;
    b1 += one * ofB;
    b2 += two * ofB;
    const ofC = values[c + i] as number;
    c1 += one * ofC;
    c2 += two * ofC;
    const ofD = values[d + i] as number;
    d1 += one * ofD;
    d2 += two * ofD;
  }
  to.set([a1, b1, c1, d1, a2, b2, c2, d2]);
}

/** Adds rows to two vectors, which begin at `first` and `second`, each times a factor, [vectors · rows]. */
export function addRows(
  { values, columns }: FeatureMatrix,
  starts: Int32Array,
  factors: Float64Array,
  vectors: Float64Array,
  first: number,
  second: number,
): void {
  const a = starts[0] as number;
  const b = starts[1] as number;
  const c = starts[2] as number;
  const d = starts[3] as number;
  const a1 = factors[0] as number;
  const b1 = factors[1] as number;
  const c1 = factors[2] as number;
  const d1 = factors[3] as number;
  const a2 = factors[4] as number;
  const b2 = factors[5] as number;
  const c2 = factors[6] as number;
  const d2 = factors[7] as number;
  for (let i = 0; i < columns; i++) {
    const ofA = values[a + i] as number;
    const ofB = values[b + i] as number;
    const ofC = values[c + i] as number;
    const ofD = values[d + i] as number;
    vectors[first + i] = (vectors[first + i] as number) + (a1 * ofA + b1 * ofB) + (c1 * ofC + d1 * ofD);
    vectors[second + i] = (vectors[second + i] as number) + (a2 * ofA + b2 * ofB) + (c2 * ofC + d2 * ofD);
  }
}
