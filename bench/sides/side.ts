/**
 * One side of a comparison of speed: a program that runs a causal model, in a process of its own so that threads and memory of the two
 * sides do not mix. Both get the same token ids. Times are in milliseconds.
 */
export interface Side {
  /** Loads the model. */
  open(options: SideOptions): Promise<SideInfo>;
  /** Token ids of a text, without special tokens. */
  tokenize(text: string): Promise<number[]>;
  /**
   * Reads the tokens, up to and with the choice of the token that follows. Their first token is new to the side, so that its cache can
   * hold none of them.
   */
  prefill(tokens: readonly number[]): Promise<number>;
  /** Reads the tokens, then times each of `steps` greedy tokens. */
  decode(tokens: readonly number[], steps: number): Promise<number[]>;
  /** What its process has in memory, and the most that it had. */
  memory(): Promise<{ readonly residentBytes: number; readonly peakBytes: number }>;
  close(): Promise<void>;
}

export interface SideOptions {
  /** A model folder or a GGUF file. */
  readonly model: string;
  readonly threads: number;
  readonly contextLength: number;
  /** A folder for what the side keeps on disk. */
  readonly cacheFolder: string;
  /** Only llama.cpp has the choice. */
  readonly flashAttention: boolean;
}

export interface SideInfo {
  readonly name: string;
  readonly version: string;
}

/** What goes over the channel to a side's process, and what comes back. */
export interface SideCall {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}
export type SideAnswer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });
