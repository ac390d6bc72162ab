/** What the estimate of acceptance rests on. Logits are ln(p ÷ (1 − p)); all else is in nats, counts, or 0 and 1. */
export interface AcceptanceFeatures {
  /** Logit of the probability of the first word, as the model sees it. */
  readonly firstWordLogit: number;
  /** Logit of the probability of the whole. */
  readonly wholeLogit: number;
  /** Mean log-probability of its tokens. */
  readonly mean: number;
  /** Log-probability of its least probable token. */
  readonly least: number;
  /** How much more probable its first token is than the best other one, in nats; at most 10. */
  readonly margin: number;
  readonly words: number;
  /** 1 when it ends where a clause, sentence, line or word ends, 0 when it was cut off. */
  readonly isComplete: number;
  /** 1 when the caret is within a word that it finishes. */
  readonly finishesWord: number;
  /** 1 when there is text after the caret in the paragraph. */
  readonly betweenText: number;
  /**
   * How much more probable the beginning of the suffix is after it, in nats: than after what else could be
   * inserted on average, or than without anything, whichever is more probable. 0 without such text.
   */
  readonly suffixGain: number;
}

/** A logistic model: p = 1 ÷ (1 + exp(−(bias + Σ weight · feature))). */
export type LogisticModel = Readonly<Record<keyof AcceptanceFeatures | 'bias', number>>;

/**
 * Fitted on 20,594 suggestions in 48 passages of prose (`bench/fit-acceptance.ts`). On passages that were left out of the fit, the estimate
 * is 0.4 of 100 off on average: of first words with an estimate of 0.15, 0.35, 0.55, 0.75 and 0.96, a share of 0.15, 0.34, 0.57, 0.74 and
 * 0.96 was right. The weights of the middle of a paragraph come from 159 gaps of one to four words.
 */
export const acceptanceModels: { readonly whole: LogisticModel; readonly firstWord: LogisticModel } = {
  whole: {
    bias: -0.0744,
    firstWordLogit: -0.0239,
    wholeLogit: 1.079,
    mean: 0.0745,
    least: -0.1994,
    margin: -0.0159,
    words: 0.0213,
    isComplete: -0.0942,
    finishesWord: 0.0579,
    betweenText: -1.3,
    suffixGain: 0.2,
  },
  firstWord: {
    bias: -0.2801,
    firstWordLogit: 0.9294,
    wholeLogit: 0.1264,
    mean: -0.0495,
    least: -0.0623,
    margin: -0.0322,
    words: 0.1844,
    isComplete: 0.1275,
    finishesWord: 0.2015,
    betweenText: 0,
    suffixGain: 0.2,
  },
};
