import type { Completion } from '../../common/engineApi.js';
import type { Quietness, Verdict } from '../../common/completionRecord.js';

/** The least chances, 0 to 1, by which it is decided what is shown unasked. */
export interface Thresholds {
  /** That the writer takes at least the first word: how often a suggestion may be wrong. */
  readonly firstWord: number;
  /** The same at a caret inside a word, where a wrong suggestion splits what the writer reads. */
  readonly insideWord: number;
  /** That the writer takes all of it; below, the first word is shown alone. */
  readonly whole: number;
  /** Where a continuation ends: before its running product of probabilities falls below this (`CompleteRequest.minConfidence`). */
  readonly minConfidence: number;
}

export const thresholds: Readonly<Record<Quietness, Thresholds>> = {
  quiet: { firstWord: 0.65, insideWord: 0.85, whole: 0.35, minConfidence: 0.3 },
  balanced: { firstWord: 0.45, insideWord: 0.7, whole: 0.15, minConfidence: 0.12 },
  eager: { firstWord: 0.25, insideWord: 0.5, whole: 0.05, minConfidence: 0.04 },
};

/** Judges a completion by the thresholds of a quietness. `correct` corrects a chance by what was learnt from the writer. */
export function judge(completion: Completion, limits: Thresholds, insideWord: boolean, correct: (chance: number) => number): Verdict {
  const estimate = { whole: correct(completion.acceptance.whole), firstWord: correct(completion.acceptance.firstWord) };
  const needed = { whole: limits.whole, firstWord: insideWord ? limits.insideWord : limits.firstWord };
  const show = estimate.firstWord < needed.firstWord ? 'nothing' : estimate.whole < needed.whole ? 'first-word' : 'whole';
  return { show, estimate, needed };
}
