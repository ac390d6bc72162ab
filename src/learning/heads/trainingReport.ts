import { maxOf } from '../../common/extremes.js';
import { byClass } from '../validation/folds.js';
import type { CurvePoint } from '../validation/learningCurve.js';
import { confusionTable, type Estimate, accuracyOf, macroF1Estimate, shareEstimate } from '../validation/metrics.js';
import { largestIndex, softmax } from '../linear/softmax.js';
import { minForFigures, type HeldOut, type TrainedHead } from './trainHead.js';

/** What is known about a trained classifier; figures are those of examples that were held out. */
export interface TrainingReport {
  readonly labels: readonly { readonly name: string; readonly examples: number }[];
  readonly strength: number;
  readonly temperature: number;
  /** The accuracy of always saying the most frequent label. */
  readonly majority: number;
  readonly figures?: Figures;
  /** Why there are no figures; a sentence. */
  readonly note?: string;
}

export interface Figures {
  readonly folds: number;
  readonly accuracy: Estimate;
  readonly macroF1: Estimate;
  /** Rows are labels as given, columns what was said. */
  readonly confusion: readonly (readonly number[])[];
  readonly curve: readonly CurvePoint[];
  /** The examples that it was least sure about, least first: others like them are worth labelling next. */
  readonly uncertain: readonly NotedExample[];
  /** Examples that it would label otherwise, surest first: their labels may be wrong. */
  readonly suspected: readonly NotedExample[];
}

export interface NotedExample {
  /** Its place among the examples. */
  readonly index: number;
  /** What it said, as an index, and how probable it held that and the given label. */
  readonly said: number;
  readonly probability: number;
  readonly probabilityOfLabel: number;
}

const mostUncertain = 5;
const mostSuspected = 20;

/** So sure of another label, and so sure against the given one, is rarely wrong. */
const suspicious = 0.8;

/** Puts together what people should know before they trust a classifier. */
export function trainingReport(head: TrainedHead, labels: Int32Array, names: readonly string[], random: () => number): TrainingReport {
  const classes = byClass(labels);
  const counts = names.map((_, index) => classes.get(index)?.length ?? 0);
  const rare = names.filter((_, index) => (counts[index] ?? 0) < minForFigures);
  return {
    labels: names.map((name, index) => ({ name, examples: counts[index] ?? 0 })),
    strength: head.strength,
    temperature: head.temperature,
    majority: maxOf(counts) / labels.length,
    ...(head.heldOut === undefined
      ? { note: tooFew(rare) }
      : { figures: figuresOf(head.heldOut, head.temperature, labels, names.length, random) }),
  };
}

/** Why there are no figures where these labels are rare. */
export function tooFew(rare: readonly string[]): string {
  const listed = rare.slice(0, 5).map((name) => `"${name}"`).join(', '); // prettier-ignore
  const others = rare.length > 5 ? ` and ${rare.length - 5} others` : '';
  return `There are fewer than ${minForFigures} examples of ${listed}${others}, too few to say how good this classifier is. Label more, then train again.`;
}

function figuresOf(
  { scores, folds, curve }: HeldOut,
  temperature: number,
  labels: Int32Array,
  classes: number,
  random: () => number,
): Figures {
  const examples = Array.from(labels, (label, index): NotedExample & { readonly label: number } => {
    const probabilities = softmax(scores.subarray(index * classes, (index + 1) * classes), temperature);
    const said = largestIndex(probabilities);
    return { index, label, said, probability: probabilities[said] ?? 0, probabilityOfLabel: probabilities[label] ?? 0 };
  });
  const predicted = Int32Array.from(examples, ({ said }) => said);
  const confusion = confusionTable({ labels, predicted, classes });
  const accuracy = shareEstimate(Math.round(accuracyOf(confusion) * labels.length), labels.length);
  const noted = ({ index, said, probability, probabilityOfLabel }: NotedExample): NotedExample => {
    return { index, said, probability, probabilityOfLabel };
  };
  return {
    folds: folds.length,
    accuracy,
    // Resampling examples without a mistake would claim that there never is one.
    macroF1: accuracy.value === 1 ? accuracy : macroF1Estimate({ labels, predicted, classes }, random),
    confusion,
    curve,
    uncertain: examples.toSorted((a, b) => a.probability - b.probability).slice(0, mostUncertain).map(noted), // prettier-ignore
    suspected: examples
      .filter(({ label, said, probability }) => said !== label && probability >= suspicious)
      .sort((a, b) => b.probability - a.probability)
      .slice(0, mostSuspected)
      .map(noted),
  };
}
