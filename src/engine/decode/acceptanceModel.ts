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
  /** 1 when the caret stands within a word that it finishes. */
  readonly finishesWord: number;
  /** 1 when there is text after the caret in the paragraph. */
  readonly betweenText: number;
  /**
   * How much more probable the beginning of the text after the caret is behind it, in nats: than behind what else could be
   * inserted on average, or than without anything, whichever is more probable. 0 without such text.
   */
  readonly suffixGain: number;
}

/** A logistic model: p = 1 ÷ (1 + exp(−(bias + Σ weight · feature))). */
export type LogisticModel = Readonly<Record<keyof AcceptanceFeatures | 'bias', number>>;

/**
 * Fitted on 14,354 suggestions in 36 passages of prose (`bench/fit-acceptance.ts`). On passages that were left out of the fit, the estimate
 * is 0.8 of 100 off on average: of first words with an estimate of 0.15, 0.35, 0.55, 0.75 and 0.96, a share of 0.14, 0.36, 0.55, 0.73 and
 * 0.96 was right. The weights of the middle of a paragraph come from 159 gaps of one to four words.
 */
export const acceptanceModels: { readonly whole: LogisticModel; readonly firstWord: LogisticModel } = {
  whole: {
    bias: -0.2576,
    firstWordLogit: -0.0126,
    wholeLogit: 1.055,
    mean: 0.0548,
    least: -0.2964,
    margin: 0.0067,
    words: -0.0582,
    isComplete: -0.0423,
    finishesWord: 0.0269,
    betweenText: -1.3,
    suffixGain: 0.2,
  },
  firstWord: {
    bias: -0.5479,
    firstWordLogit: 0.8709,
    wholeLogit: 0.1803,
    mean: 0.0215,
    least: -0.2631,
    margin: -0.0186,
    words: 0.1728,
    isComplete: 0.1194,
    finishesWord: 0.2172,
    betweenText: 0,
    suffixGain: 0.2,
  },
};
