import { type FeatureMatrix, rowStart } from './featureMatrix.js';
import { scores } from './linearModel.js';
import { logSumExp } from './softmax.js';

/** Examples with the class of each, as an index, and how much each counts. */
export interface LabelledRows {
  readonly features: FeatureMatrix;
  /** [rows] */
  readonly labels: Int32Array;
  /** [rows]; absent where all count alike. */
  readonly weights?: Float64Array;
  readonly classes: number;
}

/**
 * What multinomial logistic regression minimises: `strength` · Σ weight · −log p(label) + ½ ‖W‖². Intercepts are not held back.
 * With three classes and more this is scikit-learn's `LogisticRegression(C=strength)`; with two its `C` is twice the strength, as it has
 * one row of weights where this has two that mirror each other.
 * @param parameters the weights [classes · columns], then the intercepts [classes]
 * @param gradient is overwritten, [parameters]
 */
export function logisticLoss(
  { features, labels, weights, classes }: LabelledRows,
  strength: number,
  parameters: Float64Array,
  gradient: Float64Array,
): number {
  const { rows, columns, values } = features;
  const size = classes * columns;
  const all = scores(features, { weights: parameters.subarray(0, size), intercepts: parameters.subarray(size) });
  let loss = 0;
  gradient.fill(0);
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    const label = labels[row] as number;
    const weight = strength * (weights?.[row] ?? 1);
    const total = logSumExp(all, at, at + classes);
    loss += weight * (total - (all[at + label] as number));
    for (let k = 0; k < classes; k++) {
      const slope = weight * (Math.exp((all[at + k] as number) - total) - (k === label ? 1 : 0));
      gradient[size + k] = (gradient[size + k] as number) + slope;
      addScaled(gradient, k * columns, values, rowStart(features, row), columns, slope);
    }
  }
  for (let i = 0; i < size; i++) {
    const parameter = parameters[i] as number;
    loss += 0.5 * parameter * parameter;
    gradient[i] = (gradient[i] as number) + parameter;
  }
  return loss;
}

function addScaled(to: Float64Array, toAt: number, values: Float32Array, at: number, count: number, factor: number): void {
  for (let i = 0; i < count; i++) to[toAt + i] = (to[toAt + i] as number) + factor * (values[at + i] as number);
}
