import type { Checkpoint } from '../../models/checkpoint.js';
import type { LowRankInputs } from '../blocks/lowRankInputs.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { Rotary } from '../blocks/rotary.js';
import type { Vocabulary } from '../blocks/vocabulary.js';

/** The sizes of a causal language model that the cache and the decoder need to know. */
export interface CausalShape {
  readonly layers: number;
  readonly heads: number;
  /** Heads of keys and values; fewer than `heads` where heads share them (grouped-query attention). */
  readonly kvHeads: number;
  readonly headSize: number;
  readonly hiddenSize: number;
  readonly vocabularySize: number;
  /** The most tokens a sequence may have. */
  readonly contextLength: number;
  /** What scores are multiplied with before the softmax. */
  readonly attentionScale: number;
  /** Scores s become cap · tanh(s / cap) before the softmax; absent where they stay. */
  readonly scoreCap?: number;
  /** Layers that see only a token itself and the last ones before it, `tokens` in all; absent where all layers see all. */
  readonly window?: { readonly tokens: number; readonly layers: readonly boolean[] };
}

/** How a layer looks at the tokens before: each device has its own way. */
export interface CausalAttention {
  /**
   * Queries, keys and values side by side, [1, S, (heads + 2 · KV heads) · size] → [1, S, heads · size].
   * `rotary` turns queries and keys by their positions first.
   */
  attend(layer: number, joined: Value, rotary?: Rotary): Value;
  /** Adds the outputs that carry the cache. */
  finish(): void;
}

export interface CausalInputs {
  /** [S] */
  readonly ids: Value;
  /** [1, S] */
  readonly positions: Value;
}

/** Upper layers that take low-rank adapters as inputs. */
export interface AdaptedUpperLayers {
  /** How many layers below are written as they are. */
  readonly below: number;
  readonly inputs: LowRankInputs;
  /** [1, S, hidden]: what the layers below give, where they are not in the graph. */
  readonly states?: Value;
}

/** What every part of a causal graph is built with. */
export interface CausalContext extends GraphContext {
  /** Only architectures that have `takesAdapters` see them. */
  readonly upper?: AdaptedUpperLayers;
}

/** What the layers make of a text. */
export interface CausalBody {
  /** The normalised output of the last layer, [1, S, hidden]. */
  readonly hidden: Value;
  readonly vocabulary: Vocabulary;
  /** [1, S, hidden]: what goes into the first layer that takes adapters, where some do. */
  readonly lower?: Value | undefined;
}

/** A family of models: reads a checkpoint's configuration, then writes the layers of its graph. */
export interface CausalArchitecture {
  readonly shape: CausalShape;
  /** Whether its layers can take low-rank adapters, and be written without those below them. */
  readonly takesAdapters?: true;
  /** Writes embedding and layers. */
  body(context: CausalContext, inputs: CausalInputs, attention: CausalAttention): Promise<CausalBody>;
}

export type CausalArchitectureReader = (checkpoint: Checkpoint) => CausalArchitecture;
