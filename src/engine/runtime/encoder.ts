import type { CancellationToken } from '../../common/cancellation.js';
import type { Distribution } from './decoder.js';
import type { Token } from '../tokenizer/token.js';

/** A sequence as the model reads it, its special tokens included. */
export interface EncoderSequence {
  readonly tokens: readonly Token[];
  /** Which segment each token belongs to, from 0; absent where there is only one. */
  readonly segments?: readonly number[];
}

/** A sequence with masked places that are asked about. */
export interface MaskedSequence extends EncoderSequence {
  readonly masks: readonly MaskedPlace[];
}

export interface MaskedPlace {
  /** The index of the token. */
  readonly position: number;
  /** Tokens whose log-probability at this place is wanted whether or not they are among the most probable. */
  readonly rate?: readonly Token[];
}

export interface MaskedDistribution extends Distribution {
  /** How many tokens of the vocabulary are more probable than the first one of `rate`; absent where none is rated. */
  readonly rank?: number;
}

/** A sequence with tokens whose hidden states are wanted. */
export interface AskedSequence extends EncoderSequence {
  /** Indexes of the tokens, at least one. */
  readonly asked: readonly number[];
}

export interface FeatureQuery {
  /** Layers whose rows are wanted, in this order: 0 is the embedding, and the model's number of layers is the last. */
  readonly layers: readonly number[];
  /** How a sequence's rows become one: its first token's, or the mean of all. */
  readonly pooling: readonly ('first' | 'mean')[];
}

/** What the model can be asked besides `features`. */
export interface EncoderAbilities {
  readonly maskedWords: boolean;
  readonly nextSentence: boolean;
  /** The labels that its classifier gives to a sequence, or to each token; `answer` has two: start and end. */
  readonly labels?: {
    readonly kind: 'sequence' | 'token' | 'answer';
    readonly names: readonly string[];
    /** Whether a sequence may have several labels, or none. */
    readonly multiLabel?: boolean;
  };
}

/**
 * A model that reads whole sequences at once. What it says about a sequence does not depend on the others in a batch.
 * Batches of any size are run in steps; every method stops within one step of a cancel and rejects with `cancelled`.
 * It rejects with `model-unsupported` where the checkpoint has no head for what is asked, and with `bad-request` where
 * a sequence is empty or longer than `contextLength`, or has tokens that the model does not know.
 */
export interface Encoder {
  readonly vocabularySize: number;
  /** The most tokens a sequence may have, its special tokens included. */
  readonly contextLength: number;
  readonly hiddenSize: number;
  readonly layers: number;
  readonly abilities: EncoderAbilities;
  /** Bytes of the weights. */
  readonly weightBytes: number;
  /** How many batches it reads at the same time, where it is on a server; one at a time where it is absent. */
  readonly atOnce?: number | undefined;

  /** What stands at each masked place: the `top` most probable tokens, and ratings; one list a sequence, in its order. */
  maskedDistributions(batch: readonly MaskedSequence[], top: number, cancel?: CancellationToken): Promise<MaskedDistribution[][]>;

  /** For each pair (segments 0 and 1): the natural logarithm of the odds that the second segment follows the first. */
  nextSentence(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<number[]>;

  /** Scores of the labels before any softmax: [labels] for each sequence, or [tokens · labels] where tokens are labelled. */
  labelLogits(batch: readonly EncoderSequence[], cancel?: CancellationToken): Promise<Float32Array[]>;

  /** Rows of hidden states for each sequence, [layers · pooling · hiddenSize]: what classifiers on top are trained on. */
  features(batch: readonly EncoderSequence[], query: FeatureQuery, cancel?: CancellationToken): Promise<Float32Array[]>;

  /** Hidden states of single tokens, [asked · layers · hiddenSize] for each sequence: what classifiers of words are trained on. */
  hiddenStates(batch: readonly AskedSequence[], layers: readonly number[], cancel?: CancellationToken): Promise<Float32Array[]>;

  dispose(): Promise<void>;
}
