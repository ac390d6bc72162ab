import type { SentenceModules } from '../models/sentenceModules.js';
import type { Lease } from '../runtime/pool/lease.js';
import type { PooledModel } from '../runtime/pool/modelSlot.js';
import type { Encoder } from '../runtime/encoder.js';
import type { SpecialTokens, TextFrame } from '../tokenizer/specialTokens.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';
import type { UpperModels } from '../training/upperModels.js';
import type { WordPieces } from '../tokenizer/wordPieces.js';

/** An encoder that is ready to run. */
export interface LoadedEncoder extends PooledModel {
  /** Tells whether a classifier was trained on this model. */
  readonly hash: string;
  readonly encoder: Encoder;
  readonly tokenizer: Tokenizer;
  /** The tokens that its sequences are built with. */
  readonly special: SpecialTokens;
  /** What stands around a text, where that is not what stands around those of pairs. */
  readonly frame?: TextFrame;
  /** What its tokens are in words. */
  readonly pieces: WordPieces;
  /** How it makes vectors of texts, where it is one of sentence-transformers. */
  readonly sentences?: SentenceModules;
  /** Its upper layers by themselves, with adapters. */
  readonly upper: UpperModels;
}

export type EncoderLease = Lease<LoadedEncoder>;
