/** In the order in which they stand in a vector. */
export const poolings = ['cls', 'max', 'mean', 'mean_sqrt_len_tokens', 'weightedmean', 'lasttoken'] as const;
export type SentencePooling = (typeof poolings)[number];

/** How a model of sentence-transformers makes the vector of a text, as its `modules.json` and the folders it names say. */
export interface SentenceModules {
  /** How the rows of a text's tokens become one; several are put side by side. */
  readonly poolings: readonly SentencePooling[];
  /** Layers that the vector goes through then. */
  readonly dense: readonly SentenceDense[];
  /** Whether vectors are scaled to length 1. */
  readonly normalizes: boolean;
  /** What is put before a text, by the name of what the text is for. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly defaultPrompt?: string;
  /** Whether the prompt's tokens count in a mean. */
  readonly countsPrompt: boolean;
  /** The most tokens that are read of a text, its special tokens included. */
  readonly maxTokens?: number;
}

export interface SentenceDense {
  /** [rows, columns], row-major. */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly activation: 'identity' | 'tanh';
}
