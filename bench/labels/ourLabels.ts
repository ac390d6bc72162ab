import type { EngineClient } from '../../src/backend/engineClient.js';
import type { ClassifierHead } from '../../src/common/classifierHead.js';
import { type FeatureMatrix, matrixOf } from '../../src/learning/linear/featureMatrix.js';
import { scores } from '../../src/learning/linear/linearModel.js';
import { accuracyOf, confusionTable, macroF1Of } from '../../src/learning/validation/metrics.js';
import { largestIndex } from '../../src/learning/linear/softmax.js';
import type { LabelSet } from './labelSets.js';
import type { FeaturesBy, LabelFigures } from './scikitLearn.js';

/** Texts of one request. */
const batchSize = 128;

/** The features of texts. */
export async function featuresOf(texts: readonly string[], by: FeaturesBy, engine: EngineClient): Promise<FeatureMatrix> {
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const found = await engine.engine.textFeatures({ texts: texts.slice(from, from + batchSize), by });
    rows.push(...found.rows.map((row) => Float32Array.from(row)));
  }
  return matrixOf(rows);
}

/** Trains a classifier as the command does. */
export async function headOn(
  { train, labels }: LabelSet,
  subset: readonly number[],
  by: FeaturesBy,
  engine: EngineClient,
): Promise<ClassifierHead> {
  const examples = subset.map((index) => ({ text: train.texts[index] ?? '', label: labels[train.labels[index] ?? 0] ?? '' }));
  return (await engine.engine.trainClassifier({ examples, by, weighting: 'none', seed: 1 })).head;
}

/** How often a classifier is right about texts of which the features are known. */
export function figuresOfHead({ weights, intercepts, labels }: ClassifierHead, features: FeatureMatrix, set: LabelSet): LabelFigures {
  const said = scores(features, { weights: Float64Array.from(weights.flat()), intercepts: Float64Array.from(intercepts) });
  const best = (row: number): number => largestIndex(said.subarray(row * labels.length, (row + 1) * labels.length));
  return figuresOf(
    set,
    Array.from(set.test.labels, (_, row) => set.labels.indexOf(labels[best(row)] ?? '')),
  );
}

/** How often a classifier is right about the texts of a set that it is asked about, in percent. */
export async function accuracyOn(set: LabelSet, head: ClassifierHead, engine: EngineClient): Promise<number> {
  const said: number[] = [];
  const { texts } = set.test;
  for (let from = 0; from < texts.length; from += batchSize) {
    const part = texts.slice(from, from + batchSize);
    const found = await engine.engine.classify({ texts: part, classifier: { kind: 'head', head }, multiLabel: false, why: false });
    said.push(...found.texts.map(({ probabilities }) => set.labels.indexOf(found.labels[largestIndex(probabilities)] ?? '')));
  }
  return figuresOf(set, said).accuracy;
}

/** How often labels that nobody was trained on are right. */
export async function zeroShotFigures(set: LabelSet, by: FeaturesBy, engine: EngineClient): Promise<LabelFigures> {
  const said: number[] = [];
  const { texts } = set.test;
  for (let from = 0; from < texts.length; from += batchSize) {
    const classifier = { kind: 'zero-shot', labels: set.labels, by } as const;
    const found = await engine.engine.classify({ texts: texts.slice(from, from + batchSize), classifier, multiLabel: false, why: false });
    said.push(...found.texts.map(({ probabilities }) => set.labels.indexOf(found.labels[largestIndex(probabilities)] ?? '')));
  }
  return figuresOf(set, said);
}

function figuresOf({ test, labels }: LabelSet, said: readonly number[]): LabelFigures {
  const table = confusionTable({ labels: Int32Array.from(test.labels), predicted: Int32Array.from(said), classes: labels.length });
  return { accuracy: 100 * accuracyOf(table), macroF1: 100 * macroF1Of(table) };
}
