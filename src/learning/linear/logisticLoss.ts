import type { FeatureMatrix } from './featureMatrix.js';
import { addRows, rowsAtOnce, rowStarts, vectorsAtOnce } from './fourRows.js';
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
  const { rows, columns } = features;
  const size = classes * columns;
  const all = scores(features, { weights: parameters.subarray(0, size), intercepts: parameters.subarray(size) });
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    loss += toSlopes(all.subarray(row * classes, (row + 1) * classes), labels[row] as number, strength * (weights?.[row] ?? 1));
  }
  gradient.fill(0);
  addGradient(features, all, gradient);
  for (let i = 0; i < size; i++) {
    const parameter = parameters[i] as number;
    loss += 0.5 * parameter * parameter;
    gradient[i] = (gradient[i] as number) + parameter;
  }
  return loss;
}

/** Turns the scores of a row into the slopes of weight · −log p(label), and returns that. */
function toSlopes(row: Float64Array, label: number, weight: number): number {
  const total = logSumExp(row);
  const loss = weight * (total - (row[label] as number));
  for (let k = 0; k < row.length; k++) row[k] = weight * (Math.exp((row[k] as number) - total) - (k === label ? 1 : 0));
  return loss;
}

/** Adds each row, times its slopes [rows · classes], to the weights of the classes, and the slopes to the intercepts. */
function addGradient(features: FeatureMatrix, slopes: Float64Array, gradient: Float64Array): void {
  const { rows, columns } = features;
  const classes = slopes.length / rows;
  const starts = new Int32Array(rowsAtOnce);
  const factors = new Float64Array(vectorsAtOnce * rowsAtOnce);
  for (let row = 0; row < rows; row += rowsAtOnce) {
    rowStarts(features, row, starts);
    for (let k = 0; k < classes; k += vectorsAtOnce) {
      for (let at = 0; at < factors.length; at++) {
        const place = row + (at % rowsAtOnce);
        const label = k + Math.floor(at / rowsAtOnce);
        factors[at] = place < rows && label < classes ? (slopes[place * classes + label] as number) : 0;
      }
      addRows(features, starts, factors, gradient, k * columns, Math.min(k + 1, classes - 1) * columns);
    }
  }
  slopes.forEach((slope, at) => {
    const intercept = classes * columns + (at % classes);
    gradient[intercept] = (gradient[intercept] as number) + slope;
  });
}
