import { minOf } from '../../../common/extremes.js';
/** What the causal model says of a word at a place. */
export interface Vote {
  /** Log-probability of the word after the text before it. */
  readonly word: number;
  /** Log-probability of the first tokens of what follows, after the word. */
  readonly rest: number;
}

/**
 * How much each log-probability counts. Fitted as a conditional logit (the chance that a candidate is the word that was masked) on
 * 885 masked words of the corpus's training texts (`bench/fit-words.ts`), a quarter each from documentation, fiction, essays and textbooks;
 * none of them is in an evaluation set. With these weights scores are logarithms of chances, up to a constant.
 */
export const weights = { encoder: 0.47, word: 0.44, rest: 0.44 } as const;

/** Taken off the score of a candidate that does not agree with the indefinite article before it. */
export const disagreement = 1;

/** What scores are made of. */
export interface Rated {
  /** See `Word`. */
  readonly logprob: number;
  readonly words: number;
  readonly vote?: Vote;
  /** Whether the indefinite article before has to change for it. */
  readonly disagrees: boolean;
}

/**
 * Scores of candidates, in their order. One on which the causal model did not vote counts as if it had voted as badly as on the worst of
 * the others; where it did not vote at all, the encoder decides.
 */
export function scores(candidates: readonly Rated[]): number[] {
  const votes = candidates.map(weighed);
  const worst = minOf(votes.filter((vote) => vote !== undefined));
  return candidates.map(({ logprob, disagrees }, index) => {
    const both = worst === Infinity ? logprob : weights.encoder * logprob + (votes[index] ?? worst);
    return both - (disagrees ? disagreement : 0);
  });
}

/** The causal model's part of a score; several words count as much as one. */
function weighed({ vote, words }: Rated): number | undefined {
  return vote && (weights.word * vote.word) / words + weights.rest * vote.rest;
}
