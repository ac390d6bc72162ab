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
    // Four classes at once: each feature is read once for all, and no addition waits for the one before.
    for (let k = 0; k < classes; k += 4) {
      const [first, second, third, fourth] = [k, k + 1, k + 2, k + 3].map((each) => Math.min(each, classes - 1) * columns) as Quad;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let i = 0; i < columns; i++) {
        const value = values[at + i] as number;
        a += value * (weights[first + i] as number);
        b += value * (weights[second + i] as number);
        c += value * (weights[third + i] as number);
        d += value * (weights[fourth + i] as number);
      }
      const sums: Quad = [a, b, c, d];
      for (let each = k; each < Math.min(k + 4, classes); each++) {
        result[row * classes + each] = (intercepts[each] as number) + (sums[each - k] as number);
      }
    }
  }
  return result;
}

type Quad = [number, number, number, number];
