import type { CancellationToken } from '../../common/cancellation.js';
import type { Token } from '../tokenizer/token.js';

/** A place in the tree of token sequences that a decoder holds in its cache. Valid until the next `prefill`. */
export type Branch = number & { readonly __branch: never };

/** What to report about the token that comes next. */
export interface Query {
  /** How many of the most probable tokens; 0 where nothing is to be reported, so that what comes next need not be computed. */
  readonly top: number;
  /** Tokens whose log-probability is wanted whether or not they are among the most probable. */
  readonly rate?: readonly Token[];
  /** How many tokens will probably be wanted one after the other, each time the most probable one. What computes several at once may do so. */
  readonly ahead?: number;
}

/** The distribution of the next token, as far as it was asked for. */
export interface Distribution {
  /** The `top` most probable tokens, best first, with their natural log-probabilities. */
  readonly tokens: readonly Token[];
  readonly logprobs: Float32Array;
  /** Log-probabilities of the tokens in `Query.rate`, in their order. */
  readonly rated: Float32Array;
  /** The probability of all tokens that are known together, where not all are. */
  readonly known?: number;
}

export interface Prefilled {
  readonly branch: Branch;
  readonly next: Distribution;
  /** How many of the tokens were in the cache already. */
  readonly reused: number;
}

export interface RatedTokens {
  /** log p(tokens[i] | branch, tokens[0..i)), one for each token. */
  readonly logprobs: Float32Array;
  /** How many tokens of the vocabulary are more probable than tokens[i]. */
  readonly ranks: Int32Array;
  /** The most probable tokens at each place; empty lists when `top` is 0. */
  readonly top: readonly Omit<Distribution, 'rated'>[];
}

/**
 * A causal language model with its KV cache. The cache is a tree of tokens: `prefill` finds the longest path that it
 * shares with the wanted sequence and evaluates only the rest, so edits roll back for free and several continuations
 * of one text share the text. One call at a time; callers queue (see `runtime/runQueue`).
 *
 * Every method stops within one model step of a cancel and rejects with code `cancelled`; the cache stays usable.
 */
export interface Decoder {
  readonly vocabularySize: number;
  /** The most tokens a sequence may have. */
  readonly contextLength: number;
  readonly hiddenSize: number;
  /** Set where only some of the most probable tokens are known, as of a server: all others count as impossible. */
  readonly isPartial?: true;
  /** Set where `rate` fails, since nothing tells how probable a given text is. */
  readonly cannotRate?: true;

  /** Makes `tokens` (at least one) the current sequence. Branches from earlier calls become invalid. */
  prefill(tokens: readonly Token[], query: Query, cancel?: CancellationToken): Promise<Prefilled>;

  /** How many of the tokens of a sequence `prefill` would have to evaluate. */
  unread(tokens: readonly Token[]): number;

  /** Extends branches, all in one model step, each by at least one token. Results are in the order of the steps. */
  extend(
    steps: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    query: Query,
    cancel?: CancellationToken,
  ): Promise<{ readonly branch: Branch; readonly next: Distribution }[]>;

  /** Rates given continuations of branches without adding them to the tree. Long ones are evaluated in chunks. */
  rate(
    continuations: readonly { readonly branch: Branch; readonly tokens: readonly Token[] }[],
    top: number,
    cancel?: CancellationToken,
  ): Promise<RatedTokens[]>;

  /**
   * What the last layer gives for each token of whole sequences, [tokens · hiddenSize] each: what classifiers on top are trained on.
   * One model step for each sequence; they should be short, since a cancel waits for one of them.
   */
  hiddenStates(sequences: readonly (readonly Token[])[], cancel?: CancellationToken): Promise<Float32Array[]>;

  /** Bytes of the weights. */
  readonly weightBytes: number;
  /** Bytes that the KV cache takes now. */
  readonly cacheBytes: number;

  /**
   * Says whose text the next `prefill` is of. What the cache holds of other callers' texts is kept apart and taken back later, as far as there
   * is room for it. Absent where the cache holds one sequence.
   */
  useCacheOf?(caller: object): void;

  /** Forgets what is kept for a caller. */
  forget?(caller: object): void;

  /** Frees the session and the cache. */
  dispose(): Promise<void>;
}
