/** What differs between the kinds of tokenizers, as parts of a tokenizer.json. */
export interface TokenizerParts {
  /** Normalizer, pre-tokenizer, post-processor and decoder; those that are left out are null. */
  readonly file: object;
  /** The model, without its vocabulary where that is a list of names. */
  readonly model: object;
  /** The names of the tokens in Hugging Face's file. */
  readonly tokens: readonly string[];
  /** Whether a text starts with a token where the file does not say. */
  readonly startsByDefault: boolean;
}

/** Defaults of a byte-pair model. */
export const bytePairModel = {
  type: 'BPE',
  dropout: null,
  unk_token: null,
  continuing_subword_prefix: null,
  end_of_word_suffix: null,
  fuse_unk: false,
  byte_fallback: false,
} as const;
