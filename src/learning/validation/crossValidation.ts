import { minOf } from '../../common/extremes.js';
import type { FeatureMatrix } from '../linear/featureMatrix.js';
import { rowsAt } from '../linear/featureMatrix.js';
import { type LinearModel, scores } from '../linear/linearModel.js';
import { fitLogisticRegression } from '../linear/logisticRegression.js';
import { logLoss } from '../heads/temperature.js';

export interface LabelledFeatures {
  readonly features: FeatureMatrix;
  readonly labels: Int32Array;
  /** How much each example counts. */
  readonly weights: Float64Array;
  readonly classes: number;
  /** For each fold the features of all examples from a model that has not seen that fold; `features` where it is absent. */
  readonly byFold?: readonly FeatureMatrix[];
}

/** Strengths that are tried, weak ones first; examples have features of length 1 on average. */
const strengths = [0.1, 0.4, 1.6, 6.4, 25.6, 102.4];

/** Exact enough to tell strengths apart, and for figures. */
const tolerance = 1e-4;

/**
 * The strength of least log-loss on held-out examples. It ends with the first strength that is clearly worse than the one before: the loss
 * has one valley.
 */
export async function chooseStrength(
  examples: LabelledFeatures,
  folds: readonly (readonly number[])[],
  pause: () => Promise<void>,
): Promise<number> {
  const parts = folds.map((fold, at) => partOf(examples, fold, at));
  const models: (LinearModel | undefined)[] = folds.map(() => undefined);
  const losses: number[] = [];
  for (const strength of strengths) {
    let loss = 0;
    for (const [at, { fitted, held }] of parts.entries()) {
      const start = models[at];
      const model = await fitLogisticRegression(fitted, { strength, tolerance, pause, ...(start && { start }) });
      models[at] = model;
      loss += held.labels.length * logLoss({ scores: scores(held.features, model), labels: held.labels, classes: examples.classes });
    }
    losses.push(loss);
    if (loss > 1.05 * (losses.at(-2) ?? Infinity)) break;
  }
  return strengths[losses.indexOf(minOf(losses))] ?? 1;
}

/**
 * What a classifier says about each example, [examples · classes], while that example and others were kept from it: fitted to all parts but
 * one and asked about that one, for each part in turn. The last of these classifiers is near the one of all examples.
 */
export async function heldOutScores(
  examples: LabelledFeatures,
  folds: readonly (readonly number[])[],
  strength: number,
  pause: () => Promise<void>,
): Promise<{ readonly scores: Float64Array; readonly last: LinearModel | undefined }> {
  const { classes } = examples;
  const all = new Float64Array(examples.labels.length * classes);
  let last: LinearModel | undefined;
  for (const [at, fold] of folds.entries()) {
    const { fitted, held } = partOf(examples, fold, at);
    last = await fitLogisticRegression(fitted, { strength, tolerance, pause });
    const said = scores(held.features, last);
    fold.forEach((index, row) => all.set(said.subarray(row * classes, (row + 1) * classes), index * classes));
  }
  return { scores: all, last };
}

/** Some of the examples. */
export function examplesAt({ features, labels, weights, classes, byFold }: LabelledFeatures, indexes: readonly number[]): LabelledFeatures {
  return {
    features: rowsAt(features, indexes),
    labels: Int32Array.from(indexes, (index) => labels[index] as number),
    weights: Float64Array.from(indexes, (index) => weights[index] as number),
    classes,
    ...(byFold && { byFold: byFold.map((each) => rowsAt(each, indexes)) }),
  };
}

interface Part {
  readonly fitted: LabelledFeatures;
  readonly held: LabelledFeatures;
}

function partOf({ byFold, ...all }: LabelledFeatures, fold: readonly number[], at: number): Part {
  const examples = { ...all, features: byFold?.[at] ?? all.features };
  const kept = new Set(fold);
  const others = [...examples.labels.keys()].filter((index) => !kept.has(index));
  return { fitted: examplesAt(examples, others), held: examplesAt(examples, fold) };
}
