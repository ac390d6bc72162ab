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

const neutral: LogisticModel = {
  bias: 0,
  firstWordLogit: 0,
  wholeLogit: 0,
  mean: 0,
  least: 0,
  margin: 0,
  words: 0,
  isComplete: 0,
  finishesWord: 0,
  betweenText: 0,
  suffixGain: 0,
};

/**
 * Trusts the language model's own probabilities at the end of a paragraph. In its middle the weights are those that come
 * true over 159 gaps of one to four words in prose: of first words with an estimate around 0.06, 0.15, 0.24, 0.37, 0.54 and
 * 0.72, a share of 0.09, 0.13, 0.26, 0.33, 0.50 and 0.69 was right.
 */
export const acceptanceModels: { readonly whole: LogisticModel; readonly firstWord: LogisticModel } = {
  whole: { ...neutral, wholeLogit: 1, betweenText: -1.3, suffixGain: 0.2 },
  firstWord: { ...neutral, firstWordLogit: 1, suffixGain: 0.2 },
};
