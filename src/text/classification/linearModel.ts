import { type FeatureMatrix, rowStart } from './featureMatrix.js';

/** Scores of classes that are linear in the features. */
export interface LinearModel {
  /** [classes · columns], a class's weights together. */
  readonly weights: Float64Array;
  /** [classes] */
  readonly intercepts: Float64Array;
}

/** The score of each class for each row, [rows · classes]. */
export function scores(features: FeatureMatrix, { weights, intercepts }: LinearModel): Float64Array {
  const { rows, columns, values } = features;
  const classes = intercepts.length;
  const result = new Float64Array(rows * classes);
  for (let row = 0; row < rows; row++) {
    const at = rowStart(features, row);
    for (let k = 0; k < classes; k++) {
      const from = k * columns;
      // Four sums at once, so that no addition waits for the one before.
      let [a, b, c, d] = [intercepts[k] as number, 0, 0, 0];
      let i = 0;
      for (; i + 3 < columns; i += 4) {
        a += (values[at + i] as number) * (weights[from + i] as number);
        b += (values[at + i + 1] as number) * (weights[from + i + 1] as number);
        c += (values[at + i + 2] as number) * (weights[from + i + 2] as number);
        d += (values[at + i + 3] as number) * (weights[from + i + 3] as number);
      }
      for (; i < columns; i++) a += (values[at + i] as number) * (weights[from + i] as number);
      result[row * classes + k] = a + b + (c + d);
    }
  }
  return result;
}
