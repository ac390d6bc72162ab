import type { FeatureMatrix } from './featureMatrix.js';
import { multiplyRows, rowsAtOnce, rowStarts, vectorsAtOnce } from './fourRows.js';

/** Scores of classes that are linear in the features. */
export interface LinearModel {
  /** [classes · columns], a class's weights together. */
  readonly weights: Float64Array;
  /** [classes] */
  readonly intercepts: Float64Array;
}

/** The score of each class for each row, [rows · classes]. */
export function scores(features: FeatureMatrix, { weights, intercepts }: LinearModel): Float64Array {
  const { rows, columns } = features;
  const classes = intercepts.length;
  const result = new Float64Array(rows * classes);
  const starts = new Int32Array(rowsAtOnce);
  const products = new Float64Array(vectorsAtOnce * rowsAtOnce);
  for (let row = 0; row < rows; row += rowsAtOnce) {
    rowStarts(features, row, starts);
    for (let k = 0; k < classes; k += vectorsAtOnce) {
      multiplyRows(features, starts, weights, k * columns, Math.min(k + 1, classes - 1) * columns, products);
      for (let at = 0; at < products.length; at++) {
        const place = Math.min(row + (at % rowsAtOnce), rows - 1);
        const label = Math.min(k + Math.floor(at / rowsAtOnce), classes - 1);
        result[place * classes + label] = (intercepts[label] as number) + (products[at] as number);
      }
    }
  }
  return result;
}
