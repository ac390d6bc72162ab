import { maxOf } from '../../common/extremes.js';
import { sigmoid } from '../../common/sigmoid.js';
import type { Span } from '../../prose/span.js';
import { largestIndex, logSumExp, softmax } from '../linear/softmax.js';

/** A passage and its scores of the labels. */
export interface ScoredPassage extends Span {
  readonly scores: ArrayLike<number>;
}

export interface JoinedLabels {
  readonly probabilities: readonly number[];
  /** The passage that speaks most for the most probable label. */
  readonly deciding: number;
}

/** What a text is, given what its passages are: the mean of their scores, long ones counting more; with several labels, the highest. */
export function joinPassages(parts: readonly ScoredPassage[], temperature: number, multiLabel: boolean): JoinedLabels {
  if (parts.length === 0) return { probabilities: [], deciding: 0 };
  const total = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  const labels = parts[0]?.scores.length ?? 0;
  const joined = Array.from({ length: labels }, (_, label) =>
    multiLabel
      ? maxOf(parts.map(({ scores }) => scores[label] as number))
      : parts.reduce((sum, { start, end, scores }) => sum + ((end - start) / total) * (scores[label] as number), 0),
  );
  const best = largestIndex(joined);
  const support = parts.map(({ start, end, scores }) => (multiLabel ? 1 : end - start) * logOdds(scores, best, multiLabel));
  return { probabilities: probabilitiesOf(joined, temperature, multiLabel), deciding: largestIndex(support) };
}

/** Probabilities from scores; each by itself where there may be several labels. */
export function probabilitiesOf(scores: ArrayLike<number>, temperature: number, multiLabel: boolean): number[] {
  return multiLabel ? Array.from(scores, (score) => sigmoid(score / temperature)) : softmax(scores, temperature);
}

/** How much scores speak for a label, against all others unless there may be several. */
export function logOdds(scores: ArrayLike<number>, label: number, multiLabel: boolean): number {
  const own = scores[label] as number;
  return multiLabel ? own : own - logSumExp(Array.from(scores).filter((_, index) => index !== label));
}
