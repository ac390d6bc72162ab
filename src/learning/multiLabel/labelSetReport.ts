import { maxOf } from '../../common/extremes.js';
import { bootstrapEstimate, type Estimate, shareEstimate } from '../validation/metrics.js';
import { minForFigures } from '../heads/trainHead.js';
import { type Figures, tooFew, type TrainingReport } from '../heads/trainingReport.js';
import type { LabelSets } from './labelSets.js';
import { bestThresholds, type DecisionCounts, f1Of } from './thresholds.js';
import type { HeldOutLabelSets, TrainedLabelSets } from './trainLabelSets.js';

/** What is known about a classifier of several labels; figures are those of examples that were held out. */
export interface LabelSetReport extends Omit<TrainingReport, 'strength' | 'temperature' | 'figures'> {
  readonly figures?: LabelSetFigures;
}

/** `accuracy` is how often all labels of a text are right, and no other is said. */
export interface LabelSetFigures extends Omit<Figures, 'confusion' | 'uncertain' | 'suspected'> {
  /** In the order of the labels. */
  readonly each: readonly { readonly precision: number; readonly recall: number; readonly f1: number; readonly threshold: number }[];
  readonly uncertain: readonly NotedLabelSet[];
  readonly suspected: readonly NotedLabelSet[];
}

/** A text and the label that makes it worth a look. */
export interface NotedLabelSet {
  /** Its place among the examples. */
  readonly index: number;
  readonly label: number;
  readonly isSaid: boolean;
  readonly probability: number;
  /** The probability of what was decided. */
  readonly certainty: number;
}

const mostUncertain = 5;
const mostSuspected = 20;

/** So sure of a label that is not there, or against one that is, is rarely wrong. */
const suspicious = 0.8;

/** Puts together what people should know before they trust a classifier of several labels. */
export function labelSetReport({ heldOut, thresholds }: TrainedLabelSets, { names, has }: LabelSets, random: () => number): LabelSetReport {
  const rows = has.length / names.length;
  const counts = names.map((_, label) => countOf(has, names.length, label));
  const rare = names.filter((_, label) => Math.min(counts[label] ?? 0, rows - (counts[label] ?? 0)) < minForFigures);
  return {
    labels: names.map((name, label) => ({ name, examples: counts[label] ?? 0 })),
    majority: majorityOf(has, names.length),
    ...(heldOut === undefined ? { note: tooFew(rare) } : { figures: figuresOf(heldOut, thresholds, has, names.length, random) }),
  };
}

function countOf(has: Uint8Array, labels: number, label: number): number {
  let count = 0;
  for (let at = label; at < has.length; at += labels) count += has[at] as number;
  return count;
}

function majorityOf(has: Uint8Array, labels: number): number {
  const counts = new Map<string, number>();
  for (let at = 0; at < has.length; at += labels) {
    const set = has.subarray(at, at + labels).join('');
    counts.set(set, (counts.get(set) ?? 0) + 1);
  }
  return maxOf(counts.values()) / (has.length / labels);
}

function figuresOf(
  { probabilities, folds, curve }: HeldOutLabelSets,
  thresholds: readonly number[],
  has: Uint8Array,
  labels: number,
  random: () => number,
): LabelSetFigures {
  const said = saidWhileHeldOut(probabilities, folds, has, labels);
  const rows = Int32Array.from({ length: has.length / labels }, (_, row) => row);
  const right = rows.filter((row) => isSame(said, has, row * labels, labels)).length;
  const accuracy = shareEstimate(right, rows.length);
  return {
    folds: folds.length,
    accuracy,
    // Resampling examples without a mistake would claim that there never is one.
    macroF1: accuracy.value === 1 ? accuracy : macroF1Estimate(said, has, labels, rows, random),
    each: labelCounts(said, has, labels, rows).map((counts, label) => ({
      precision: share(counts.right, counts.wrong),
      recall: share(counts.right, counts.missed),
      f1: f1Of(counts),
      threshold: thresholds[label] ?? 0.5,
    })),
    curve,
    ...notedDecisions(probabilities, thresholds, has),
  };
}

/** What would be said of each text by thresholds that its part had no say in. */
function saidWhileHeldOut(probabilities: Float64Array, folds: readonly (readonly number[])[], has: Uint8Array, labels: number): Uint8Array {
  const said = new Uint8Array(has.length);
  for (const fold of folds) {
    const others = folds.filter((other) => other !== fold).flat();
    const thresholds = bestThresholds({ probabilities, has, labels }, others);
    for (const row of fold) {
      thresholds.forEach((threshold, label) => {
        said[row * labels + label] = Number((probabilities[row * labels + label] as number) >= threshold);
      });
    }
  }
  return said;
}

function isSame(said: Uint8Array, has: Uint8Array, at: number, labels: number): boolean {
  return said.subarray(at, at + labels).every((each, label) => each === has[at + label]);
}

function labelCounts(said: Uint8Array, has: Uint8Array, labels: number, rows: Int32Array): DecisionCounts[] {
  const counts = Array.from({ length: labels }, () => ({ right: 0, wrong: 0, missed: 0 }));
  for (const row of rows) {
    for (const [label, count] of counts.entries()) {
      const at = row * labels + label;
      if (said[at] === 1) count[has[at] === 1 ? 'right' : 'wrong']++;
      else if (has[at] === 1) count.missed++;
    }
  }
  return counts;
}

function macroF1Estimate(said: Uint8Array, has: Uint8Array, labels: number, rows: Int32Array, random: () => number): Estimate {
  const macroF1 = (chosen: Int32Array): number =>
    labelCounts(said, has, labels, chosen).reduce((sum, counts) => sum + f1Of(counts) / labels, 0);
  return bootstrapEstimate(macroF1(rows), () => macroF1(rows.map(() => Math.floor(random() * rows.length))));
}

function share(right: number, others: number): number {
  return right + others === 0 ? 0 : right / (right + others);
}

/** The texts with a decision that was nearly another one, and the decisions that are surely not as they were given. */
function notedDecisions(
  probabilities: Float64Array,
  thresholds: readonly number[],
  has: Uint8Array,
): Pick<LabelSetFigures, 'uncertain' | 'suspected'> {
  const nearest: (NotedLabelSet & { readonly doubt: number })[] = [];
  const suspected: NotedLabelSet[] = [];
  for (let index = 0; index < has.length / thresholds.length; index++) {
    let near: (typeof nearest)[number] | undefined;
    for (const [label, threshold] of thresholds.entries()) {
      const at = index * thresholds.length + label;
      const probability = probabilities[at] as number;
      const isSaid = probability >= threshold;
      const decision = { index, label, isSaid, probability, certainty: isSaid ? probability : 1 - probability };
      const doubt = Math.abs(probability - threshold);
      if (near === undefined || doubt < near.doubt) near = { ...decision, doubt };
      if (isSaid !== (has[at] === 1) && decision.certainty >= suspicious) suspected.push(decision);
    }
    if (near !== undefined) nearest.push(near);
  }
  return {
    uncertain: nearest.sort((a, b) => a.doubt - b.doubt).slice(0, mostUncertain),
    suspected: suspected.sort((a, b) => b.certainty - a.certainty).slice(0, mostSuspected),
  };
}
