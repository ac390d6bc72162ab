import type { SideInfo } from './side.js';

/** One side of a comparison of encoders, in a process of its own. Both get the same texts, and each reads them with its own tokenizer. */
export interface EncoderSide {
  open(options: EncoderSideOptions): Promise<SideInfo>;
  /** The five most probable words at the [MASK] of each text, all texts in one call. */
  fill(texts: readonly string[]): Promise<EncoderAnswer<readonly string[]>>;
  /** How probably the second sentence follows the first, for all pairs in one call. */
  follow(pairs: readonly (readonly [string, string])[]): Promise<EncoderAnswer<number>>;
  close(): Promise<void>;
}

export interface EncoderSideOptions {
  /** The folder of the model in the side's own layout. */
  readonly model: string;
  readonly threads: number;
  readonly cacheFolder: string;
}

export interface EncoderAnswer<T> {
  /** From the call to the answers, in milliseconds. */
  readonly ms: number;
  /** One for each text or pair, so that the sides can be held against each other. */
  readonly answers: readonly T[];
}
