import { matrixOf } from '../../src/learning/linear/featureMatrix.js';
import { fitLogisticRegression } from '../../src/learning/linear/logisticRegression.js';
import { sigmoid } from '../../src/common/sigmoid.js';

/** One observation: its features and whether the event happened. */
export interface Observation {
  readonly features: readonly number[];
  readonly happened: boolean;
}

/** The log-odds of an event: intercept + Σ weights · features. */
export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/** The probability of the event. */
export function predict(model: LogisticModel, features: readonly number[]): number {
  return sigmoid(model.weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), model.intercept));
}

/** The model that minimises −Σ log p(outcome) + penalty / 2 · Σ weights². The intercept is not held back. */
export async function fitLogistic(data: readonly Observation[], penalty: number): Promise<LogisticModel> {
  const features = matrixOf(data.map((observation) => Float32Array.from(observation.features)));
  const labels = Int32Array.from(data, ({ happened }) => Number(happened));
  // Two classes have two rows of weights that mirror each other, so ½ ‖W‖² is a quarter of the square of what they differ by.
  const { weights, intercepts } = await fitLogisticRegression(
    { features, labels, classes: 2 },
    { strength: 1 / (2 * penalty), tolerance: 1e-9 },
  );
  const [no, yes] = [weights.subarray(0, features.columns), weights.subarray(features.columns)];
  return {
    intercept: (intercepts[1] as number) - (intercepts[0] as number),
    weights: Array.from(yes, (weight, i) => weight - (no[i] as number)),
  };
}
