import type { TensorSource } from '../../models/checkpoint.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import { smoothingDivisors, smooths } from '../linear/smoothing.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';

/** An input of linear layers whose large columns were made small, for 8 bits. The layers take the divisors into their weights. */
export interface Smoothed {
  readonly divisors: Float32Array | undefined;
  /** x divided by the divisors; x itself where there are none. */
  divide(x: Value): Value;
}

/**
 * Smooths the input of some layers in 8 bits, where the checkpoint says how large its columns get (see `smoothingDivisors`).
 * For inputs that others read too, so that the division is an operator of its own.
 */
export async function smoothed(
  context: GraphContext,
  tensors: TensorSource,
  layers: readonly [string, ...string[]],
  columns: number,
): Promise<Smoothed> {
  const weights = layers.map((name) => `${name}.weight`);
  const divisors = smooths(context) ? await smoothingDivisors(tensors, layers[0], stackedRows(tensors, weights, [], columns)) : undefined;
  if (divisors === undefined) return { divisors, divide: (x) => x };
  const factors = await store(context, `${layers[0]}.smoothing`, 'float32', [columns], bytesOf(divisors.map((divisor) => 1 / divisor)));
  return { divisors, divide: (x) => context.graph.op('Mul', [x, factors]) };
}
