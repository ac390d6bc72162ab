import { minOf } from '../../common/extremes.js';
import { type ClassWeighting, exampleWeights } from '../linear/classWeights.js';
import { chooseStrength, examplesAt, heldOutScores, type LabelledFeatures } from '../validation/crossValidation.js';
import type { FeatureMatrix } from '../linear/featureMatrix.js';
import { byClass, stratifiedFolds } from '../validation/folds.js';
import { type CurvePoint, learningCurve } from '../validation/learningCurve.js';
import type { LinearModel } from '../linear/linearModel.js';
import { fitLogisticRegression } from '../linear/logisticRegression.js';
import { forPlainFeatures, standardisationOf, standardise } from '../linear/standardisation.js';
import { fitTemperature } from './temperature.js';

export interface TrainingSet {
  readonly features: FeatureMatrix;
  /** The class of each row, as an index. */
  readonly labels: Int32Array;
  readonly classes: number;
  /** Parts that are held out in turn, two at least, where rows belong together as the words of a sentence do; dealt by class otherwise. */
  readonly folds?: readonly (readonly number[])[];
  /** For each of these parts the features of all rows from a model that was trained without it. */
  readonly byFold?: readonly FeatureMatrix[];
}

export interface TrainingOptions {
  readonly weighting: ClassWeighting;
  /** Numbers from 0 to 1: the same ones give the same head. */
  readonly random: () => number;
  /** Waited for again and again, so that other work gets its turn; rejects to give up. */
  readonly pause: () => Promise<void>;
}

export interface TrainedHead {
  /** For features as they are. */
  readonly model: LinearModel;
  readonly strength: number;
  readonly temperature: number;
  /** What was said about each example while it was held out; absent where a class has too few for that. */
  readonly heldOut?: HeldOut;
}

export interface HeldOut {
  /** [examples · classes], not divided by the temperature. */
  readonly scores: Float64Array;
  /** The parts that were held out in turn. */
  readonly folds: readonly (readonly number[])[];
  readonly curve: readonly CurvePoint[];
}

/** A figure from fewer examples of a class than this would be luck. */
export const minForFigures = 10;

/** Where no strength can be chosen, one that is rarely far off. */
const usualStrength = 6.4;

/** Large sets are dealt into fewer parts: they take longer, and each part says more. */
const largeSet = 1000;

/**
 * Trains a classifier on features: standardises them, chooses the strength and the temperature by cross-validation, then fits all examples.
 * There have to be examples of two classes at least. All features are standardised in place.
 */
export async function trainHead(
  { features, labels, classes, folds: given, byFold }: TrainingSet,
  { weighting, random, pause }: TrainingOptions,
): Promise<TrainedHead> {
  const standard = standardisationOf(features);
  standardise(features, standard);
  for (const each of byFold ?? []) standardise(each, standardisationOf(each));
  const examples: LabelledFeatures = {
    features,
    labels,
    weights: exampleWeights(labels, classes, weighting),
    classes,
    ...(byFold && { byFold }),
  };
  const fewest = given === undefined ? minOf([...byClass(labels).values()].map((members) => members.length)) : Infinity;
  const folds = given ?? stratifiedFolds(labels, labels.length > largeSet ? 3 : Math.min(5, fewest), random);
  const strength = fewest < 2 ? usualStrength : await chooseStrength(...sampleOf(examples, folds), pause);
  const heldOut = fewest < minForFigures ? undefined : await heldOutScores(examples, folds, strength, pause);
  const start = heldOut?.last;
  const fitted = await fitLogisticRegression(examples, { strength, tolerance: 1e-5, pause, ...(start && { start }) });
  return {
    model: forPlainFeatures(fitted, standard),
    strength,
    temperature: heldOut === undefined ? 1 : fitTemperature({ scores: heldOut.scores, labels, classes }),
    ...(heldOut !== undefined && {
      heldOut: {
        scores: heldOut.scores,
        folds,
        curve: given === undefined ? await learningCurve(examples, folds[0] ?? [], strength, pause) : [],
      },
    }),
  };
}

/** A part of a large set, and its folds: enough to choose a strength by. */
function sampleOf(examples: LabelledFeatures, folds: readonly (readonly number[])[]): [LabelledFeatures, readonly (readonly number[])[]] {
  if (examples.labels.length <= largeSet) return [examples, folds];
  const kept = folds.map((fold) => everyNth(fold, examples.labels.length / largeSet));
  const places = new Map(kept.flat().map((index, place) => [index, place]));
  return [examplesAt(examples, kept.flat()), kept.map((fold) => fold.flatMap((index) => places.get(index) ?? []))];
}

function everyNth(items: readonly number[], n: number): number[] {
  return Array.from({ length: Math.floor(items.length / n) }, (_, place) => items[Math.floor(place * n)] ?? 0);
}
