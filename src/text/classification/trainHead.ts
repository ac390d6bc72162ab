import { type ClassWeighting, exampleWeights } from './classWeights.js';
import { bestScores, heldOutScores, type LabelledFeatures } from './crossValidation.js';
import type { FeatureMatrix } from './featureMatrix.js';
import { byClass, stratifiedFolds } from './folds.js';
import { type CurvePoint, learningCurve } from './learningCurve.js';
import type { LinearModel } from './linearModel.js';
import { fitLogisticRegression } from './logisticRegression.js';
import { forPlainFeatures, standardisationOf, standardise } from './standardisation.js';
import { fitTemperature } from './temperature.js';

export interface TrainingSet {
  readonly features: FeatureMatrix;
  /** The class of each row, as an index. */
  readonly labels: Int32Array;
  readonly classes: number;
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
  readonly folds: number;
  readonly curve: readonly CurvePoint[];
}

/** A figure from fewer examples of a class than this would be luck. */
export const fewestForFigures = 10;

/** Where no strength can be chosen, one that is rarely far off. */
const usualStrength = 6.4;

/** Large sets are dealt into fewer parts: they take longer, and each part says more. */
const largeSet = 1000;

/**
 * Trains a classifier on features: standardises them, chooses the strength and the temperature by cross-validation, then fits all examples.
 * There have to be examples of two classes at least. The features are standardised in place.
 */
export async function trainHead(
  { features, labels, classes }: TrainingSet,
  { weighting, random, pause }: TrainingOptions,
): Promise<TrainedHead> {
  const standard = standardisationOf(features);
  standardise(features, standard);
  const examples: LabelledFeatures = {
    features,
    labels,
    weights: exampleWeights(labels, classes, weighting),
    classes,
  };
  const fewest = Math.min(...[...byClass(labels).values()].map((members) => members.length));
  const folds = stratifiedFolds(labels, labels.length > largeSet ? 3 : Math.min(5, fewest), random);
  const best = fewest < 2 ? undefined : bestScores(await heldOutScores(examples, folds, pause));
  const strength = best?.strength ?? usualStrength;
  const fitted = await fitLogisticRegression(examples, { strength, pause });
  return {
    model: forPlainFeatures(fitted, standard),
    strength,
    temperature: best === undefined || fewest < fewestForFigures ? 1 : fitTemperature({ scores: best.scores, labels, classes }),
    ...(best !== undefined &&
      fewest >= fewestForFigures && {
        heldOut: { scores: best.scores, folds: folds.length, curve: await learningCurve(examples, folds[0] ?? [], strength, pause) },
      }),
  };
}
