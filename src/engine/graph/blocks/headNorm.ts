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
  const gains = ofEachHead(shape, norm.queryGain, norm.keyGain);
  return normalised(context, shape, 'SimplifiedLayerNormalization', { name: norm.name, gains, epsilon: norm.epsilon }, joined);
}

export interface LayerHeadNorm {
  readonly name: string;
  /** [heads + KV heads, size], of queries and then of keys; so are the biases. */
  readonly gains: Float32Array;
  readonly biases?: Float32Array;
  readonly epsilon: number;
}

/** The same by mean and deviation. */
export async function layerNormaliseHeads(context: GraphContext, shape: CausalShape, norm: LayerHeadNorm, joined: Value): Promise<Value> {
  return normalised(context, shape, 'LayerNormalization', norm, joined);
}

/** A vector [size] of queries, and one of keys, repeated for each of their heads: [heads + KV heads, size]. */
export function ofEachHead({ heads, kvHeads, headSize }: CausalShape, query: Float32Array, key: Float32Array): Float32Array {
  const all = new Float32Array((heads + kvHeads) * headSize);
  for (let head = 0; head < heads + kvHeads; head++) all.set(head < heads ? query : key, head * headSize);
  return all;
}

async function normalised(
  context: GraphContext,
  { heads, kvHeads, headSize }: CausalShape,
  operator: 'LayerNormalization' | 'SimplifiedLayerNormalization',
  { name, gains, biases, epsilon }: LayerHeadNorm,
  joined: Value,
): Promise<Value> {
  const { graph } = context;
  const count = heads + kvHeads;
  const byHead = graph.op('Reshape', [joined, graph.ints([1, -1, count + kvHeads, headSize])]);
  const [both, values] = graph.ops('Split', 2, [byHead, graph.ints([count, kvHeads])], { axis: 2 }) as [Value, Value];
  const ones = graph.floats(new Float32Array(headSize).fill(1));
  const unit = graph.op(operator, [both, ones], { epsilon: { float: epsilon }, axis: -1 });
  const scaled = graph.op('Mul', [unit, await store(context, name, 'float32', [count, headSize], bytesOf(gains))]);
  const normed =
    biases === undefined
      ? scaled
      : graph.op('Add', [scaled, await store(context, `${name}.bias`, 'float32', [count, headSize], bytesOf(biases))]);
  return graph.op('Reshape', [graph.op('Concat', [normed, values], { axis: 2 }), graph.ints([1, -1, (count + kvHeads) * headSize])]);
}
