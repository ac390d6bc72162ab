import { append } from '../../../common/append.js';
import type { TensorSource } from '../../models/checkpoint.js';
import type { CausalShape } from '../architectures/causal.js';
import type { GraphContext } from '../graphContext.js';
import { linear } from '../linear/linear.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';

/** Queries, keys and values of x in one product: [1, S, hidden] → [1, S, (heads + 2 · KV heads) · size]. `path` is what the names start with. */
export async function joinedHeads(
  context: GraphContext,
  tensors: TensorSource,
  shape: CausalShape,
  path: string,
  x: Value,
): Promise<Value> {
  const { heads, kvHeads, headSize, hiddenSize } = shape;
  const parts = ['q_proj', 'k_proj', 'v_proj'].map((name) => `${path}.${name}`);
  const rows = [heads, kvHeads, kvHeads].map((count) => count * headSize);
  const weight = stackedRows(tensors, parts.map((part) => `${part}.weight`), rows, hiddenSize); // prettier-ignore
  return linear(context, `${path}.qkv`, x, weight, await stackedBias(tensors, parts));
}

/** Biases of projections that are computed together; undefined where the checkpoint has none. */
export async function stackedBias(tensors: TensorSource, parts: readonly string[]): Promise<Float32Array | undefined> {
  if (!parts.some((part) => tensors.has(`${part}.bias`))) return undefined;
  const biases: number[] = [];
  for (const part of parts) {
    const none = new Float32Array(tensors.shape(`${part}.weight`)[0] ?? 0);
    append(biases, tensors.has(`${part}.bias`) ? await tensors.floats(`${part}.bias`) : none);
  }
  return Float32Array.from(biases);
}
