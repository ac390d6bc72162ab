import type { TensorSource } from '../../models/checkpoint.js';
import type { EncoderContext } from '../architectures/encoder.js';
import type { Value } from '../onnx/graphBuilder.js';
import { dense, type Dense } from './dense.js';

/** A fully connected layer as `dense` writes it, with its adapter for pairs where it has one, and with one as an input where the graph takes such. */
export async function adaptedDense(
  context: EncoderContext,
  tensors: TensorSource,
  layer: Dense,
  x: Value,
  divisors?: Float32Array,
): Promise<Value> {
  const { adapters, lowRank } = context;
  if (lowRank !== undefined) return lowRank.add(context, layer, x, await dense(context, tensors, layer, x, divisors));
  if (adapters?.adapts(layer.name) !== true) return dense(context, tensors, layer, x, divisors);
  return dense(context, tensors, layer, x, divisors, (bias) => adapters.shift(context, layer, x, divisors, bias));
}
