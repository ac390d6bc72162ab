import { largestIndex } from '../linear/softmax.js';

/** How probabilities become labels. */
export interface LabelRule {
  readonly labels: readonly string[];
  /** Where a text may have several labels, or none: the probability that each label takes. Absent where it has the most probable one. */
  readonly thresholds?: readonly number[];
}

/** The labels that a text has, by its probabilities; none where it has no words. Several stand in the order of the rule. */
export function saidLabels(probabilities: readonly number[], { labels, thresholds }: LabelRule): string[] {
  if (probabilities.length === 0) return [];
  if (thresholds === undefined) return [labels[largestIndex(probabilities)] ?? ''];
  return labels.filter((_, index) => (probabilities[index] ?? 0) >= (thresholds[index] ?? 0.5));
}

/** Several labels as one text. */
export function joinedLabels(labels: readonly string[]): string {
  return labels.join('; ');
}
