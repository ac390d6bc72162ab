import type { TensorSource } from '../../models/checkpoint.js';
import type { GraphContext } from '../graphContext.js';
import { linear } from '../linear/linear.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';
import type { Activation } from './activation.js';
import { dense } from './dense.js';

export interface GatedFeedForward {
  /** What the names of `gate_proj`, `up_proj` and `down_proj` start with, without the dot. */
  readonly path: string;
  readonly hiddenSize: number;
  readonly intermediate: number;
  readonly activation: Activation;
}

/** down(activation(gate(x)) · up(x)) (Shazeer 2020, https://arxiv.org/abs/2002.05202), without biases before the product: [1, S, hidden] → the same. */
export async function gatedFeedForward(
  context: GraphContext,
  tensors: TensorSource,
  { path, hiddenSize, intermediate, activation }: GatedFeedForward,
  x: Value,
): Promise<Value> {
  const { graph } = context;
  const names = ['gate_proj', 'up_proj'].map((name) => `${path}.${name}.weight`);
  const both = await linear(context, `${path}.gate_up`, x, stackedRows(tensors, names, [intermediate, intermediate], hiddenSize));
  const [gate, up] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
  const gated = graph.op('Mul', [activation(context, gate), up]);
  return dense(context, tensors, { name: `${path}.down_proj`, rows: hiddenSize, columns: intermediate }, gated);
}
