import type { CausalShape } from '../architectures/causal.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';

export interface HeadNorm {
  readonly name: string;
  /** [head size] each. */
  readonly queryGain: Float32Array;
  readonly keyGain: Float32Array;
  readonly epsilon: number;
}

/**
 * Root mean square normalisation of each head's queries and keys, before they are turned by their positions.
 * Queries, keys and values lie side by side, [1, S, (heads + 2 · KV heads) · size]; so does the result.
 */
export async function normaliseHeads(context: GraphContext, shape: CausalShape, norm: HeadNorm, joined: Value): Promise<Value> {
  const { graph } = context;
  const { heads, kvHeads, headSize } = shape;
  const normed = heads + kvHeads;
  const byHead = graph.op('Reshape', [joined, graph.ints([1, -1, normed + kvHeads, headSize])]);
  const [both, values] = graph.ops('Split', 2, [byHead, graph.ints([normed, kvHeads])], { axis: 2 }) as [Value, Value];
  const ones = graph.floats(new Float32Array(headSize).fill(1));
  const unit = graph.op('SimplifiedLayerNormalization', [both, ones], { epsilon: { float: norm.epsilon }, axis: -1 });
  const gains = new Float32Array(normed * headSize);
  for (let head = 0; head < normed; head++) gains.set(head < heads ? norm.queryGain : norm.keyGain, head * headSize);
  const scaled = graph.op('Mul', [unit, await store(context, norm.name, 'float32', [normed, headSize], bytesOf(gains))]);
  return graph.op('Reshape', [graph.op('Concat', [scaled, values], { axis: 2 }), graph.ints([1, -1, (normed + kvHeads) * headSize])]);
}
