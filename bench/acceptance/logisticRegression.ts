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
  let model: LogisticModel = { intercept: 0, weights: new Array<number>(width).fill(0) };
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = solve(hessian(model, data, penalty), gradient(model, data, penalty));
    const before = loss(model, data, penalty);
    let share = 1;
    let next = moved(model, step, share);
    while (share > 1e-6 && loss(next, data, penalty) > before) next = moved(model, step, (share /= 2));
    if (before - loss(next, data, penalty) < 1e-10 * (1 + before)) return model;
    model = next;
  }
  return model;
}

function moved(model: LogisticModel, step: readonly number[], share: number): LogisticModel {
  return {
    intercept: model.intercept - share * (step[0] ?? 0),
    weights: model.weights.map((weight, i) => weight - share * (step[i + 1] ?? 0)),
  };
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

/** Solves A x = b by Gaussian elimination with pivoting. */
export function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] {
  const rows = a.map((line, i) => [...line, b[i] ?? 0]);
  const size = rows.length;
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let i = column + 1; i < size; i++) if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (let i = column + 1; i < size; i++) {
      const factor = at(i, column) / at(column, column);
      rows[i] = (rows[i] ?? []).map((value, j) => value - factor * at(column, j));
    }
  }
  const x = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    const known = x.reduce((sum, value, j) => (j > i ? sum + at(i, j) * value : sum), 0);
    x[i] = (at(i, size) - known) / at(i, i);
  }
  return x;
}
