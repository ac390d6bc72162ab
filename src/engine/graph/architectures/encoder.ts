import type { Checkpoint } from '../../models/checkpoint.js';
import type { LowRankInputs } from '../blocks/lowRankInputs.js';
import type { PairAdapters } from '../blocks/pairAdapters.js';
import type { Vocabulary } from '../blocks/vocabulary.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';

/** The sizes of an encoder that its callers need to know. */
export interface EncoderShape {
  readonly layers: number;
  /** The width of an attention head; layers may have different numbers of them. */
  readonly headSize: number;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** The most tokens a sequence may have, its special tokens included. */
  readonly contextLength: number;
  /** How many kinds of segments the model tells apart; 1 where it knows none. */
  readonly segments: number;
}

/** What every part of an encoder's graph is built with. */
export interface EncoderContext extends GraphContext {
  /** Where the checkpoint has them. */
  readonly adapters?: PairAdapters;
  /** Where the graph takes low-rank adapters as inputs. */
  readonly lowRank?: LowRankInputs;
}

/** A batch of B sequences, each padded to S tokens; Q tokens of each are asked about. */
export interface EncoderInputs {
  /** int64 [B, S] */
  readonly ids: Value;
  /** int64 [B, S], as `EncoderArchitecture.positions` counts them. */
  readonly positions: Value;
  /** int64 [B, S]; absent where the model tells no segments apart. */
  readonly segments: Value | undefined;
  /** float32 [B, 1, 1, S]: 0 for a token, a large negative number for padding. */
  readonly mask: Value;
  /** int64 [B, Q]: the places of the asked tokens among all B · S. */
  readonly asked: Value;
}

export interface EncoderStates {
  /** What each layer but the last gives, after the embedding: float32 [B, S, hidden] each. */
  readonly inner: readonly Value[];
  /** What the last layer gives, for the asked tokens alone: float32 [B, Q, hidden]. */
  readonly last: Value;
  readonly vocabulary: Vocabulary;
}

/** Writes a part of a graph that turns rows of the last layer, [1, R, hidden], into [1, R, outputs]. */
export type HeadWriter = (context: EncoderContext, rows: Value) => Promise<Value>;

/** Labels that a checkpoint was trained to give. */
export interface LabelHead {
  /** What gets labels: a whole sequence, each token, or the first and the last token of an answer. */
  readonly kind: 'sequence' | 'token' | 'answer';
  /** Where the row of a sequence comes from. Each row is a token's for the other kinds. */
  readonly pooling: 'first' | 'mean' | 'last';
  readonly labels: readonly string[];
  /** Whether a sequence may have several labels, or none. */
  readonly multiLabel?: boolean;
  readonly write: HeadWriter;
}

/** What a checkpoint can be asked; each is absent where it has no weights for it. */
export interface EncoderHeads {
  /** Scores of each token of the vocabulary at a masked place: [1, R, hidden] → [R, vocabulary]. */
  readonly words?: (context: EncoderContext, rows: Value, vocabulary: Vocabulary) => Promise<Value>;
  /** Scores of "the second segment follows" and "it does not", from the rows of first tokens: outputs 2. */
  readonly nextSentence?: HeadWriter;
  readonly labels?: LabelHead;
}

/** How what stands in a gap is compared with words. */
export interface GapReader {
  /** What of rows is compared: [B, S, hidden] → [B, S, hidden]. */
  readonly write: HeadWriter;
  /** What a token of the vocabulary is compared by, [hidden]. */
  readonly word: (token: number) => Promise<Float32Array>;
}

/** Writes the layers above the first `below` ones. Returns what each gives for all tokens, float32 [B, S, hidden]. */
export type UpperLayers = (context: EncoderContext, inputs: UpperInputs) => Promise<Value[]>;

export interface UpperInputs {
  /** What the layers below give, float32 [B, S, hidden]. */
  readonly states: Value;
  /** float32 [B, 1, 1, S]: 0 for a token, a large negative number for padding. */
  readonly mask: Value;
  readonly below: number;
}

/** A family of models that read a whole sequence at once: reads a checkpoint's configuration, then writes its graph. */
export interface EncoderArchitecture {
  readonly shape: EncoderShape;
  readonly heads: EncoderHeads;
  /** The positions of a sequence's tokens; padding may be among them, as reference implementations have it. */
  positions(ids: readonly number[]): number[];
  body(context: EncoderContext, inputs: EncoderInputs): Promise<EncoderStates>;
  /** Absent where layers cannot be written by themselves. */
  readonly upper?: UpperLayers;
  /** Absent where gaps are not compared with words in the width of the layers. */
  readonly gaps?: GapReader | undefined;
}

export type EncoderArchitectureReader = (checkpoint: Checkpoint) => EncoderArchitecture;
