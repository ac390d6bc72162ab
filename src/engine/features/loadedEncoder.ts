import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineStatus } from '../../common/engineApi.js';
import type { Encoder } from '../runtime/encoder.js';
import type { SpecialTokens } from '../tokenizer/specialTokens.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { WordPieces } from '../tokenizer/wordPieces.js';

/** An encoder that is ready to run. */
export interface LoadedEncoder {
  readonly name: string;
  /** Tells whether a classifier was trained on this model. */
  readonly hash: string;
  readonly encoder: Encoder;
  readonly tokenizer: Tokenizer;
  /** The tokens that its sequences are built with. */
  readonly special: SpecialTokens;
  /** What its tokens are in words. */
  readonly pieces: WordPieces;
  readonly device: NonNullable<EngineStatus['device']>;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
}

/** Runs work on the encoder when its turn comes. Work may be run again from its start when something urgent came between. */
export type RunOnEncoder = <T>(work: (model: LoadedEncoder, cancel: CancellationToken) => Promise<T>) => Promise<T>;
