import { minOf } from '../../common/extremes.js';
import type { ClassifiedText } from '../../common/methods/classification.js';
import type { LabelRule } from '../multiLabel/saidLabels.js';

/** A text that a classifier is unsure about. */
export interface UnsureText {
  /** Its place among the texts. */
  readonly index: number;
  /** Each label with its probability, best first. */
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
  /** 0 where it could not be less sure. */
  readonly margin: number;
}

/**
 * The texts that a classifier is least sure about, least first: those of the smallest margin between the two most probable labels or, where a text may
 * have several, between a label's probability and the one that it takes (uncertainty sampling). Texts without words are none of them.
 */
export function leastSure(texts: readonly ClassifiedText[], rule: LabelRule, count: number): UnsureText[] {
  return texts
    .flatMap(({ probabilities }, index): UnsureText[] => {
      if (probabilities.length === 0) return [];
      const labels = rule.labels
        .map((label, at) => ({ label, probability: probabilities[at] ?? 0 }))
        .sort((a, b) => b.probability - a.probability);
      return [{ index, labels, margin: marginOf(probabilities, rule) }];
    })
    .sort((a, b) => a.margin - b.margin)
    .slice(0, count);
}

function marginOf(probabilities: readonly number[], { thresholds }: LabelRule): number {
  if (thresholds !== undefined) return minOf(probabilities.map((each, at) => Math.abs(each - (thresholds[at] ?? 0.5))));
  const [first = 0, second = 0] = probabilities.toSorted((a, b) => b - a);
  return first - second;
}
