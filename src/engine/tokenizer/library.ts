import * as library from '@huggingface/tokenizers';

/**
 * The part of @huggingface/tokenizers 0.2.0 that Cloze uses. The library's own types cannot be resolved from an ES module:
 * their relative imports have no file extensions.
 */
interface Library {
  readonly Tokenizer: new (tokenizer: object, config: object) => LibraryTokenizer;
  readonly Model: new (config: object) => LibraryModel;
  readonly ByteLevelPreTokenizer: new (config: object) => LibraryPreTokenizer;
}

export interface LibraryTokenizer {
  model: LibraryModel;
  readonly added_tokens_map: ReadonlyMap<string, { readonly single_word: boolean }>;
  splitter_unnormalized: TextSplitter;
  splitter_normalized: TextSplitter;
  encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: number[] };
  /** Throws where `ids` is empty. */
  decode(ids: readonly number[], options: { clean_up_tokenization_spaces: boolean }): string;
  id_to_token(id: number): string | undefined;
}

/** Cuts a text into added tokens and what is between them. */
export interface TextSplitter {
  split(text: string): string[];
}

export interface LibraryModel {
  readonly config: object;
  vocab: string[];
  tokens_to_ids: Map<string, number>;
  unk_token_id: number | undefined;
  unk_token: string | undefined;
  /** From pieces of text to names of tokens. */
  encode(pieces: readonly string[]): string[];
}

export interface LibraryPreTokenizer {
  pre_tokenize_text(text: string): string[];
}

export const { Tokenizer, Model, ByteLevelPreTokenizer } = library as unknown as Library;
