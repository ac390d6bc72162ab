import type { CausalShape } from '../architectures/causal.js';
import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { Rotary } from './rotary.js';

export interface Turned {
  /** How many components of each head are turned; those after them stay. */
  readonly size: number;
  /** Whether neighbours are turned against each other, as in GPT-J, and not halves. */
  readonly interleaved?: boolean;
}

/**
 * Turns a part of each query and key by its position, before attention, which itself turns whole heads only. Queries, keys and values lie side
 * by side, [1, S, (heads + 2 · KV heads) · size]; so does the result.
 */
export function turnHeads({ graph }: GraphContext, shape: CausalShape, joined: Value, rotation: Rotary, turned: Turned): Value {
  const { heads, kvHeads, headSize } = shape;
  const sizes = graph.ints([(heads + kvHeads) * headSize, kvHeads * headSize]);
  const [both, values] = graph.ops('Split', 2, [joined, sizes], { axis: -1 }) as [Value, Value];
  const attributes = { num_heads: heads + kvHeads, rotary_embedding_dim: turned.size, interleaved: turned.interleaved === true ? 1 : 0 };
  const inputs = [both, rotation.positions, rotation.cosines, rotation.sines];
  return graph.op('Concat', [graph.contrib('RotaryEmbedding', inputs, attributes), values], { axis: -1 });
}
