import type { Lease } from '../../runtime/pool/lease.js';
import type { PooledModel } from '../../runtime/pool/modelSlot.js';
import type { Encoder } from '../../runtime/encoder.js';
import type { SpecialTokens, TextFrame } from '../../tokenizer/specialTokens.js';
import type { Tokenizer } from '../../tokenizer/tokenizer.js';

/** A checkpoint with a classifier that is ready to run. */
export interface LoadedClassifier extends PooledModel {
  readonly encoder: Encoder;
  readonly tokenizer: Tokenizer;
  /** The tokens that its sequences are built with; a causal model has none. */
  readonly special?: SpecialTokens;
  /** What a causal model reads around a text; an encoder has none. */
  readonly frame?: TextFrame;
}

export type ClassifierLease = Lease<LoadedClassifier>;
