import type { Token } from './token.js';

/** Text to token ids and back, exactly as the model's reference tokenizer does it. */
export interface Tokenizer {
  /** One more than the largest id. */
  readonly vocabularySize: number;
  /** The token that the model saw at the start of each document in training, if it has one. */
  readonly documentStart: Token | undefined;
  /** Set where it learns its vocabulary from what a server answers, so that `compatible` knows nothing. */
  readonly isOpen?: true;
  /** Tokens that end a document. */
  readonly documentEnds: ReadonlySet<Token>;

  /**
   * Token ids of a text, with no special token added. Text that looks like a special token is treated as text.
   * As in the reference, a byte that no training text had (U+0004, say) has no token in some vocabularies, and is left out.
   */
  encode(text: string): Token[];

  /**
   * Token ids of a text, with no special token added, in which the names of special tokens ("[MASK]", "<|endoftext|>") mean these tokens.
   * This is what reference tokenizers do unless told otherwise. For text that we wrote; a writer's text may hold anything.
   */
  encodeWithSpecialTokens(text: string): Token[];

  /** The text of a sequence. Bytes that are no valid UTF-8 become U+FFFD. */
  decode(tokens: readonly Token[]): string;

  /** The exact bytes that a token stands for; none for special tokens. A token may hold a part of a character. */
  bytes(token: Token): Uint8Array;

  /**
   * Tokens whose bytes start with `prefix`, and tokens that are themselves a proper, non-empty prefix of it:
   * all that could continue a text so that it comes to agree with `prefix`.
   */
  compatible(prefix: Uint8Array): { readonly extend: readonly Token[]; readonly within: readonly Token[] };
}
