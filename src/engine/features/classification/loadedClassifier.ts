import type { CancellationToken } from '../../../common/cancellation.js';
import type { EngineStatus } from '../../../common/engineApi.js';
import type { Encoder } from '../../runtime/encoder.js';
import type { SpecialTokens, TextFrame } from '../../tokenizer/specialTokens.js';
import type { Tokenizer } from '../../tokenizer/tokenizer.js';

/** A checkpoint with a classifier that is ready to run. */
export interface LoadedClassifier {
  readonly name: string;
  readonly encoder: Encoder;
  readonly tokenizer: Tokenizer;
  /** The tokens that its sequences are built with; a causal model has none. */
  readonly special?: SpecialTokens;
  /** What a causal model reads around a text; an encoder has none. */
  readonly frame?: TextFrame;
  readonly device: NonNullable<EngineStatus['device']>;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
}

/** Runs work on the checkpoint when its turn comes. Work may be run again from its start when something urgent came between. */
export type RunOnClassifier = <T>(work: (model: LoadedClassifier, cancel: CancellationToken) => Promise<T>) => Promise<T>;
