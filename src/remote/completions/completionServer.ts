import type { CancellationToken } from '../../common/cancellation.js';
import type { Capabilities } from './capabilities.js';

/** A token as a server tells of it. */
export interface ServerToken {
  /** Its number in the model's vocabulary, where the server says so. */
  readonly id?: number;
  /** What it is written as; a special token's name, where it is one. */
  readonly bytes: Uint8Array;
  /** The natural logarithm of its probability; absent where it is not known, as of the first token of a text. */
  readonly logprob?: number;
}

/** One token of an answer, and the most probable ones in its place, best first, itself among them if it is. */
export interface ServerStep extends ServerToken {
  readonly top: readonly Required<Pick<ServerToken, 'bytes' | 'logprob'>>[] | readonly ServerToken[];
}

/** What a server is to go on from: tokens of the model's vocabulary where it takes them, else a text. */
export type ServerPrompt = { readonly ids: readonly number[] } | { readonly text: string };

export interface GenerateQuery {
  readonly maxTokens: number;
  /** How many of the most probable tokens are wanted in each place; the server may give fewer. */
  readonly top: number;
  /** The only tokens that may come; only where the server can be told so. */
  readonly allowed?: readonly number[];
}

/** A server that continues texts and says how probable each token was. */
export interface CompletionServer {
  readonly capabilities: Capabilities;

  /** The most probable continuation, token by token as it comes. Reading no further ends the server's work. */
  generate(prompt: ServerPrompt, query: GenerateQuery, cancel?: CancellationToken): AsyncIterable<ServerStep>;

  /**
   * The tokens of a given text, each with its probability after those before it. Only where `capabilities.promptLogprobs` says so.
   * @param from the token from which on the probabilities are wanted, where the prompt is ids; those before may be left out of the work
   */
  rate(prompt: ServerPrompt, top: number, cancel?: CancellationToken, from?: number): Promise<readonly ServerStep[]>;

  close(): Promise<void>;
}
