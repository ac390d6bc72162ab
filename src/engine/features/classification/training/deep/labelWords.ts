import type { FeatureMatrix } from '../../../../../learning/linear/featureMatrix.js';
import type { TrainedScores } from '../../../../training/trainingModel.js';
import type { LabelMatrix } from './adapterTargets.js';

/** How sure the labels' names are to begin with: the spread of their scores. */
const spread = 1;

/** By how many standard errors the names have to be right about examples to be heard. */
const leastEvidence = 1.5;

/** What labels are called in words: 0 and 1 mostly stand for these, and are heard only where they are right about the examples. */
export function namesInWords(names: readonly string[]): readonly string[] {
  const isBinary = names.length === 2 && names.includes('0') && names.includes('1');
  return isBinary ? names.map((name) => (name === '1' ? 'positive' : 'negative')) : names;
}

/**
 * Adds to a head what the names of labels say: a text that makes the encoder expect "negative" in the gap is likely so labelled (Gao et al.
 * 2021, https://arxiv.org/abs/2012.15723). Scores are set off against their means over the examples, so that a frequent word is no likely label.
 * Names that are no better than chance about the examples, as "A" and "B", change nothing.
 * @param features of the gap alone
 * @param words what each label's name is compared by
 */
export function hearNames(
  { weights, intercepts }: TrainedScores,
  { values, columns }: FeatureMatrix,
  labels: Pick<LabelMatrix, 'has' | 'classes'>,
  indexes: readonly number[],
  words: readonly Float32Array[],
): void {
  const { classes } = labels;
  const directions = centred(words);
  const means = new Float64Array(classes);
  const scores = indexes.map((index) => directions.map((word) => product(word, values, index * columns)));
  for (const row of scores) row.forEach((score, k) => (means[k] = (means[k] as number) + score / scores.length));
  for (const row of scores) row.forEach((score, k) => (row[k] = score - (means[k] as number)));
  const deviation = directions.reduce((sum, _, k) => sum + rootMeanSquare(scores.map((row) => row[k] as number)) / classes, 0);
  if (!(deviation > 0) || !areRight(scores, labels, indexes)) return;
  const scale = spread / deviation;
  directions.forEach((word, k) => {
    word.forEach((value, i) => (weights[k * columns + i] = (weights[k * columns + i] as number) + scale * value));
    intercepts[k] = (intercepts[k] as number) - scale * (means[k] as number);
  });
}

/** Whether scores are higher for the labels that examples have than for the others, beyond chance. */
function areRight(
  scores: readonly number[][],
  { has, classes }: Pick<LabelMatrix, 'has' | 'classes'>,
  indexes: readonly number[],
): boolean {
  const gains = scores.flatMap((row, at) => {
    const own = row.filter((_, k) => has[(indexes[at] as number) * classes + k] === 1);
    const others = row.filter((_, k) => has[(indexes[at] as number) * classes + k] !== 1);
    return own.length === 0 || others.length === 0 ? [] : [mean(own) - mean(others)];
  });
  return mean(gains) * Math.sqrt(gains.length) > leastEvidence * rootMeanSquare(gains);
}

/** What each has that the others do not. */
function centred(words: readonly Float32Array[]): Float32Array[] {
  const common = words[0]?.map((_, i) => mean(words.map((word) => word[i] as number))) ?? new Float32Array();
  return words.map((word) => word.map((value, i) => value - (common[i] as number)));
}

function product(word: Float32Array, values: Float32Array, from: number): number {
  let sum = 0;
  for (let i = 0; i < word.length; i++) sum += (word[i] as number) * (values[from + i] as number);
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(mean(values.map((value) => value * value)));
}
