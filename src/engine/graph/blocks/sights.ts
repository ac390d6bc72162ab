import type { EncoderInputs } from '../architectures/encoder.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import { atAsked, encoderAttention, maskForQueries } from './encoderAttention.js';
import type { Rotary } from './rotary.js';

/** Where the queries of a layer are, and which tokens they see. */
export interface Sight {
  readonly keys: Rotary;
  readonly queries: Rotary;
  readonly mask: Value;
  /** The queries' places, in the last layer, which is computed for the asked tokens alone. */
  readonly asked?: Value;
}

/** How all layers but the last see all tokens, and how the last one sees them from the asked ones. */
export function writeSights(
  { graph }: GraphContext,
  rotation: Rotary,
  { mask, asked }: EncoderInputs,
): { readonly all: Sight; readonly last: Sight } {
  const atQueries = { ...rotation, positions: atAsked(graph, rotation.positions, asked, 0) };
  return {
    all: { keys: rotation, queries: rotation, mask: maskForQueries(graph, mask, rotation.positions) },
    last: { keys: rotation, queries: atQueries, mask: maskForQueries(graph, mask, asked), asked },
  };
}

export interface TurnedHeads {
  readonly heads: number;
  /** Heads of keys and values; fewer than `heads` where heads share them. */
  readonly kvHeads: number;
  readonly headSize: number;
}

/** Attention of whole sequences with rotary positions: queries [B, S, heads · size], keys and values [B, S, KV heads · size] → [B, Q, heads · size]. */
export function turnedAttention(
  context: GraphContext,
  { heads, kvHeads, headSize }: TurnedHeads,
  [query, key, value]: readonly [Value, Value, Value],
  { keys, queries, mask, asked }: Sight,
): Value {
  const { graph } = context;
  const turn = (part: Value, by: Rotary): Value => graph.contrib('RotaryEmbedding', [part, by.positions, by.cosines, by.sines]);
  const spread = (part: Value): Value => {
    if (kvHeads === heads) return part;
    const byHead = graph.op('Reshape', [part, graph.ints([0, 0, kvHeads, headSize])]);
    const repeated = graph.op('Concat', Array<Value>(heads / kvHeads).fill(byHead), { axis: -1 });
    return graph.op('Reshape', [repeated, graph.ints([0, 0, heads * headSize])]);
  };
  const chosen = asked === undefined ? query : atAsked(graph, query, asked, heads * headSize);
  return encoderAttention(
    context,
    { heads, headSize },
    { query: turn(chosen, queries), key: spread(turn(key, keys)), value: spread(value), mask },
  );
}
