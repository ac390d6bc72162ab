/** Scores the labels of texts that a model can read at once. */
export interface TextScorer {
  readonly labels: readonly string[];
  /** The names of the models. */
  readonly model: string;
  /** What scores are divided by before the softmax, or the sigmoid. */
  readonly temperature: number;
  /** [labels]; there where each label is judged by the sigmoid of its own score: the probability that it takes. */
  readonly thresholds?: readonly number[];
  /** The most tokens of a text, and how many one has. */
  readonly most: number;
  readonly count: (text: string) => number;
  /** One score for each label, for each text. */
  readonly score: (texts: readonly string[]) => Promise<ArrayLike<number>[]>;
}

/** Tokens of a passage at most: attention to more costs time and tells little. */
export const passageTokens = 254;
