import { leastOf } from './newton.js';

/** One observation: its features and whether the event happened. */
export interface Observation {
  readonly features: readonly number[];
  readonly happened: boolean;
}

/** p = 1 / (1 + e^−(intercept + Σ weights · features)). */
export interface LogisticModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

export function predict(model: LogisticModel, features: readonly number[]): number {
  return 1 / (1 + Math.exp(-model.weights.reduce((sum, weight, i) => sum + weight * (features[i] ?? 0), model.intercept)));
}

/** −Σ log p(outcome) + penalty / 2 · Σ weights². The intercept is not penalised. */
export function loss(model: LogisticModel, data: readonly Observation[], penalty: number): number {
  const fit = data.reduce((sum, { features, happened }) => {
    const p = predict(model, features);
    return sum - Math.log(Math.max(happened ? p : 1 - p, Number.MIN_VALUE));
  }, 0);
  return fit + (penalty / 2) * model.weights.reduce((sum, weight) => sum + weight * weight, 0);
}

/** The derivative of `loss` by the intercept, then by each weight. */
export function gradient(model: LogisticModel, data: readonly Observation[], penalty: number): number[] {
  const result = [0, ...model.weights.map((weight) => penalty * weight)];
  for (const { features, happened } of data) {
    const error = predict(model, features) - (happened ? 1 : 0);
    result[0] = (result[0] ?? 0) + error;
    features.forEach((value, i) => (result[i + 1] = (result[i + 1] ?? 0) + error * value));
  }
  return result;
}

/**
 * Fits by Newton's method (iteratively reweighted least squares); steps that do not lower the loss are halved. The penalty, greater than
 * zero, makes the solution unique also where the data are separable.
 */
export function fitLogistic(data: readonly Observation[], penalty: number): LogisticModel {
  const width = data[0]?.features.length ?? 0;
  const convex = {
    value: (at: readonly number[]) => loss(modelAt(at), data, penalty),
    gradient: (at: readonly number[]) => gradient(modelAt(at), data, penalty),
    hessian: (at: readonly number[]) => hessian(modelAt(at), data, penalty),
  };
  return modelAt(leastOf(convex, width + 1));
}

function modelAt([intercept = 0, ...weights]: readonly number[]): LogisticModel {
  return { intercept, weights };
}

/** Second derivatives of `loss`: Xᵀ diag(p(1 − p)) X + penalty, with a column of ones in front. */
function hessian(model: LogisticModel, data: readonly Observation[], penalty: number): number[][] {
  const size = model.weights.length + 1;
  const result = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? (i === 0 ? 1e-9 : penalty) : 0)));
  for (const { features } of data) {
    const p = predict(model, features);
    const row = [1, ...features];
    for (const [i, line] of result.entries()) {
      const scale = p * (1 - p) * (row[i] ?? 0);
      for (let j = 0; j < size; j++) line[j] = (line[j] ?? 0) + scale * (row[j] ?? 0);
    }
  }
  return result;
}
