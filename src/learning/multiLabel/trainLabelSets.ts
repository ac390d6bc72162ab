import { minOf } from '../../common/extremes.js';
import { exampleWeights } from '../linear/classWeights.js';
import { byClass, stratifiedFolds } from '../validation/folds.js';
import type { FeatureMatrix } from '../linear/featureMatrix.js';
import { type CurvePoint, learningCurve } from '../validation/learningCurve.js';
import type { LinearModel } from '../linear/linearModel.js';
import { forPlainFeatures, standardisationOf, standardise } from '../linear/standardisation.js';
import { minForFigures, trainHead, type TrainedHead, type TrainingOptions } from '../heads/trainHead.js';
import { bestThresholds } from './thresholds.js';

export interface LabelSetTraining {
  readonly features: FeatureMatrix;
  /** [rows · labels]: 1 where a row has a label. */
  readonly has: Uint8Array;
  readonly labels: number;
  /** As in `TrainingSet`; `labelSetFolds` deals them. */
  readonly folds?: readonly (readonly number[])[];
  readonly byFold?: readonly FeatureMatrix[];
}

/** A classifier that judges each label by itself. */
export interface TrainedLabelSets {
  /** For features as they are; the sigmoid of a label's score is its probability. */
  readonly model: LinearModel;
  /** [labels] */
  readonly strengths: readonly number[];
  readonly thresholds: readonly number[];
  /** What was said about each example while it was held out; absent where a label is on too few examples, or on all but too few. */
  readonly heldOut?: HeldOutLabelSets;
}

export interface HeldOutLabelSets {
  /** [rows · labels] */
  readonly probabilities: Float64Array;
  readonly folds: readonly (readonly number[])[];
  /** The share of single decisions that are right. */
  readonly curve: readonly CurvePoint[];
}

/**
 * Trains a classifier of two classes for each label, with and without it (one against the rest), each with a strength and a temperature of
 * its own, and chooses the probability that each label takes. The features are standardised in place.
 */
export async function trainLabelSets(
  { features, has, labels, folds: given, byFold }: LabelSetTraining,
  { weighting, random, pause }: TrainingOptions,
): Promise<TrainedLabelSets> {
  const standard = standardisationOf(features);
  standardise(features, standard);
  const all = labelColumns(has, labels);
  const folds = given ?? labelSetFolds(has, labels, 5, random);
  const heads: TrainedHead[] = [];
  const curves: CurvePoint[][] = [];
  for (const each of all) {
    const set = { features, labels: each, classes: 2 };
    const parts = folds && spread(each, folds) && { folds, ...(byFold && { byFold }) };
    const head = await trainHead({ ...set, ...parts }, { weighting, random, pause });
    heads.push(head);
    const [held] = folds ?? [];
    if (held === undefined || byFold !== undefined) continue;
    curves.push(await learningCurve({ ...set, weights: exampleWeights(each, 2, weighting) }, held, head.strength, pause));
  }
  const probabilities = folds && heldOutProbabilities(heads, features.rows);
  const everything = [...Array(features.rows).keys()];
  return {
    model: forPlainFeatures(oneRowEach(heads, features.columns), standard),
    strengths: heads.map(({ strength }) => strength),
    thresholds: probabilities === undefined ? heads.map(() => 0.5) : bestThresholds({ probabilities, has, labels }, everything),
    ...(folds && probabilities && { heldOut: { probabilities, folds, curve: curves.length === 0 ? [] : meanCurve(curves) } }),
  };
}

/**
 * Deals rows into parts, the same for all labels, so that a text is held out as a whole; undefined where a label is on too few rows, or on
 * all but too few.
 * @param has [rows · labels]
 */
export function labelSetFolds(has: Uint8Array, labels: number, count: number, random: () => number): number[][] | undefined {
  const all = labelColumns(has, labels);
  const fewest = minOf(all.flatMap((each) => [...byClass(each).values()].map((rows) => rows.length)));
  return fewest < minForFigures ? undefined : stratifiedFolds(rarest(all), count, random);
}

/** For each label which rows have it. */
function labelColumns(has: Uint8Array, labels: number): Int32Array[] {
  return Array.from({ length: labels }, (_, label) =>
    Int32Array.from({ length: has.length / labels }, (_row, row) => has[row * labels + label] as number),
  );
}

/** For each row the rarest of its labels, so that parts have some of each. */
function rarest(all: readonly Int32Array[]): Int32Array {
  const order = [...all.keys()].sort((a, b) => count(all[a]) - count(all[b]));
  return Int32Array.from({ length: all[0]?.length ?? 0 }, (_, row) => order.find((label) => all[label]?.[row] === 1) ?? -1);
}

function count(labels: Int32Array | undefined): number {
  return labels?.reduce((sum, each) => sum + each, 0) ?? 0;
}

/** Whether texts with and without a label are left, whichever part is held out. */
function spread(labels: Int32Array, folds: readonly (readonly number[])[]): boolean {
  const inFolds = folds.map((fold) => fold.reduce((sum, row) => sum + (labels[row] as number), 0));
  const all = inFolds.reduce((sum, each) => sum + each, 0);
  return inFolds.every((each, fold) => each < all && (folds[fold]?.length ?? 0) - each < labels.length - all);
}

/** What two rows of weights say against each other is one row. */
function oneRowEach(heads: readonly TrainedHead[], columns: number): LinearModel {
  const weights = new Float64Array(heads.length * columns);
  const intercepts = new Float64Array(heads.length);
  for (const [label, { model, temperature }] of heads.entries()) {
    for (let i = 0; i < columns; i++) {
      weights[label * columns + i] = ((model.weights[columns + i] as number) - (model.weights[i] as number)) / temperature;
    }
    intercepts[label] = ((model.intercepts[1] as number) - (model.intercepts[0] as number)) / temperature;
  }
  return { weights, intercepts };
}

function heldOutProbabilities(heads: readonly TrainedHead[], rows: number): Float64Array | undefined {
  const probabilities = new Float64Array(rows * heads.length);
  for (const [label, { heldOut, temperature }] of heads.entries()) {
    if (heldOut === undefined) return undefined;
    for (let row = 0; row < rows; row++) {
      const score = ((heldOut.scores[2 * row + 1] as number) - (heldOut.scores[2 * row] as number)) / temperature;
      probabilities[row * heads.length + label] = 1 / (1 + Math.exp(-score));
    }
  }
  return probabilities;
}

/** The mean over labels, with the mean of their intervals: it is no surer than they are. */
function meanCurve(curves: readonly (readonly CurvePoint[])[]): CurvePoint[] {
  const length = minOf(curves.map((curve) => curve.length));
  return Array.from({ length }, (_, at) => {
    const mean = (of: (point: CurvePoint) => number): number =>
      curves.reduce((sum, curve) => sum + of(curve[at] as CurvePoint), 0) / curves.length;
    return {
      examples: Math.round(mean(({ examples }) => examples)),
      accuracy: { value: mean(({ accuracy }) => accuracy.value), low: mean(({ accuracy }) => accuracy.low), high: mean(({ accuracy }) => accuracy.high) }, // prettier-ignore
    };
  });
}
