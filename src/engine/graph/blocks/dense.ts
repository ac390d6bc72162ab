import type { TensorSource } from '../../models/checkpoint.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { LinearInput } from '../linear/integer.js';
import { linear } from '../linear/linear.js';
import { rescaled } from '../linear/smoothing.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows, vector } from '../weights/matrix.js';

/** A fully connected layer as checkpoints hold it: `<name>.weight` [rows, columns], and `<name>.bias` where there is one. */
export interface Dense {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  readonly input?: LinearInput;
}

/**
 * x [1, R, columns] or [B, S, columns] → [..., rows].
 * @param divisors what the columns of x were divided by beforehand
 * @param shift writes what is added in place of the bias
 */
export async function dense(
  context: GraphContext,
  tensors: TensorSource,
  layer: Dense,
  x: Value,
  divisors?: Float32Array,
  shift?: (bias: Float32Array) => Promise<Value>,
): Promise<Value> {
  const { graph } = context;
  const { name, rows, columns } = layer;
  const weight = rescaled(stackedRows(tensors, [`${name}.weight`], [rows], columns), divisors, undefined);
  const product = await linear(context, name, x, weight, undefined, layer.input);
  const hasBias = tensors.has(`${name}.bias`);
  if (!hasBias && shift === undefined) return product;
  const bias = hasBias ? await vector(tensors, `${name}.bias`, rows) : new Float32Array(rows);
  // Of this shape, because ONNX Runtime would join a bias [rows] to the GELU behind it, in an operator that is slower than the two.
  const stored = shift === undefined ? await store(context, `${name}.bias`, 'float32', [1, 1, rows], bytesOf(bias)) : await shift(bias);
  return graph.op('Add', [product, stored]);
}
