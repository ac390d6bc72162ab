import type { FeatureMatrix } from './featureMatrix.js';
import { rowsAt } from './featureMatrix.js';
import { type LinearModel, scores } from './linearModel.js';
import { fitLogisticRegression } from './logisticRegression.js';
import { logLoss } from './temperature.js';

export interface LabelledFeatures {
  readonly features: FeatureMatrix;
  readonly labels: Int32Array;
  /** How much each example counts. */
  readonly weights: Float64Array;
  readonly classes: number;
}

/** What a classifier of one strength said about each example while the example was kept from it. */
export interface HeldOutScores {
  readonly strength: number;
  /** [examples · classes] */
  readonly scores: Float64Array;
  /** The mean of −log p(label) over the examples. */
  readonly loss: number;
}

/** Strengths that are tried, weak ones first; examples have features of length 1 on average. */
const strengths = [0.1, 0.4, 1.6, 6.4, 25.6, 102.4];

/** Exact enough to tell strengths apart. */
const tolerance = 1e-4;

/**
 * Fits classifiers of several strengths to all parts but one and asks them about that one, for each part in turn. Ends with the first
 * strength that is worse than the one before in every respect: the loss has one valley.
 */
export async function heldOutScores(
  examples: LabelledFeatures,
  folds: readonly (readonly number[])[],
  pause: () => Promise<void>,
): Promise<HeldOutScores[]> {
  const parts = folds.map((fold) => partOf(examples, fold));
  const models: (LinearModel | undefined)[] = folds.map(() => undefined);
  const results: HeldOutScores[] = [];
  for (const strength of strengths) {
    const all = new Float64Array(examples.labels.length * examples.classes);
    for (const [at, { fitted, held, fold }] of parts.entries()) {
      const start = models[at];
      const model = await fitLogisticRegression(fitted, { strength, tolerance, pause, ...(start && { start }) });
      models[at] = model;
      const said = scores(held, model);
      fold.forEach((index, row) => all.set(said.subarray(row * examples.classes, (row + 1) * examples.classes), index * examples.classes));
    }
    const loss = logLoss({ scores: all, labels: examples.labels, classes: examples.classes });
    results.push({ strength, scores: all, loss });
    if (loss > 1.05 * (results.at(-2)?.loss ?? Infinity)) break;
  }
  return results;
}

/** The scores of least loss. */
export function bestScores(results: readonly HeldOutScores[]): HeldOutScores {
  return results.reduce((best, result) => (result.loss < best.loss ? result : best));
}

/** Some of the examples. */
export function examplesAt({ features, labels, weights, classes }: LabelledFeatures, indexes: readonly number[]): LabelledFeatures {
  return {
    features: rowsAt(features, indexes),
    labels: Int32Array.from(indexes, (index) => labels[index] as number),
    weights: Float64Array.from(indexes, (index) => weights[index] as number),
    classes,
  };
}

interface Part {
  readonly fitted: LabelledFeatures;
  readonly held: FeatureMatrix;
  readonly fold: readonly number[];
}

function partOf(examples: LabelledFeatures, fold: readonly number[]): Part {
  const kept = new Set(fold);
  const others = [...examples.labels.keys()].filter((index) => !kept.has(index));
  return { fitted: examplesAt(examples, others), held: rowsAt(examples.features, fold), fold };
}
