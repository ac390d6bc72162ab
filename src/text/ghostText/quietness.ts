import type { Completion } from '../../common/engineApi.js';
import type { Quietness, Verdict } from '../../common/completionRecord.js';

/** The least chance, 0 to 1, that the writer takes a completion for it to be shown. */
export interface Thresholds {
  /** For the whole of it. */
  readonly whole: number;
  /** For its first word, which is shown alone where the whole is too unsure. */
  readonly firstWord: number;
  /** For anything at a caret inside a word, where a wrong suggestion splits what the writer reads. */
  readonly insideWord: number;
  /** Where a continuation ends: before its running product of probabilities falls below this (`CompleteRequest.minConfidence`). */
  readonly minConfidence: number;
}

export const thresholds: Readonly<Record<Quietness, Thresholds>> = {
  quiet: { whole: 0.5, firstWord: 0.7, insideWord: 0.85, minConfidence: 0.2 },
  balanced: { whole: 0.3, firstWord: 0.5, insideWord: 0.7, minConfidence: 0.08 },
  eager: { whole: 0.12, firstWord: 0.25, insideWord: 0.5, minConfidence: 0.02 },
};

/** Judges a completion by the thresholds of a quietness. `correct` corrects a chance by what was learnt (see `AcceptanceBias`). */
export function judge(completion: Completion, limits: Thresholds, insideWord: boolean, correct: (chance: number) => number): Verdict {
  const estimate = { whole: correct(completion.acceptance.whole), firstWord: correct(completion.acceptance.firstWord) };
  const needed = insideWord
    ? { whole: limits.insideWord, firstWord: limits.insideWord }
    : { whole: limits.whole, firstWord: limits.firstWord };
  const show = estimate.whole >= needed.whole ? 'whole' : estimate.firstWord >= needed.firstWord ? 'first-word' : 'nothing';
  return { show, estimate, needed };
}
