import { minimise } from './lbfgs.js';
import type { LinearModel } from './linearModel.js';
import { type LabelledRows, logisticLoss } from './logisticLoss.js';

export interface FitOptions {
  /** How much the examples count against small weights: scikit-learn's `C`. */
  readonly strength: number;
  /** Where the search begins: the model of a similar strength is near; nothing where it is left out. */
  readonly start?: LinearModel;
  /** How exact the minimum is to be, in the loss per example. */
  readonly tolerance?: number;
  /** Waited for before each step, so that other work gets its turn; rejects to give up. */
  readonly pause?: () => Promise<void>;
}

/** More steps than any sensible problem needs. */
const maxSteps = 500;

/** Multinomial logistic regression with an L2 penalty. */
export async function fitLogisticRegression(
  rows: LabelledRows,
  { strength, start, tolerance = 1e-7, pause }: FitOptions,
): Promise<LinearModel> {
  const size = rows.classes * rows.features.columns;
  const point = new Float64Array(size + rows.classes);
  if (start !== undefined) {
    point.set(start.weights);
    point.set(start.intercepts, size);
  }
  const fitted = await minimise((parameters, gradient) => logisticLoss(rows, strength, parameters, gradient), point, {
    tolerance: tolerance * strength * Math.max(1, rows.features.rows),
    maxSteps,
    ...(pause && { pause }),
  });
  return { weights: fitted.slice(0, size), intercepts: fitted.slice(size) };
}
