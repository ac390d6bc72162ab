import type { FeatureMatrix } from './featureMatrix.js';
import type { LinearModel } from './linearModel.js';

/** What each feature is reduced by and divided by. */
export interface Standardisation {
  /** [columns] */
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

/**
 * Brings all features to mean 0 and the same spread, and rows to a length of about 1, so that a strength means the same whatever the model
 * and the number of its features. A feature that never changes says nothing and becomes 0.
 */
export function standardisationOf({ rows, columns, values }: FeatureMatrix): Standardisation {
  const means = new Float64Array(columns);
  const squares = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) means[i] = (means[i] as number) + (values[row * columns + i] as number) / rows;
  }
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      squares[i] = (squares[i] as number) + ((values[row * columns + i] as number) - (means[i] as number)) ** 2 / rows;
    }
  }
  const scales = squares.map((square) => {
    const spread = Math.sqrt(square);
    return spread < 1e-9 ? Infinity : spread * Math.sqrt(columns);
  });
  return { means, scales };
}

/** Standardises the features where they are, because a copy may not fit into memory. */
export function standardise({ rows, columns, values }: FeatureMatrix, { means, scales }: Standardisation): void {
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++) {
      const at = row * columns + i;
      values[at] = ((values[at] as number) - (means[i] as number)) / (scales[i] as number);
    }
  }
}

/** The model that gives for features as they are what another one gives for standardised ones. */
export function forPlainFeatures({ weights, intercepts }: LinearModel, { means, scales }: Standardisation): LinearModel {
  const columns = means.length;
  const plain = weights.map((weight, at) => weight / (scales[at % columns] as number));
  const shifts = intercepts.map((intercept, k) =>
    means.reduce((sum, mean, i) => sum - (plain[k * columns + i] as number) * mean, intercept),
  );
  return { weights: plain, intercepts: shifts };
}
