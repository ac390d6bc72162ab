import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';
import { floatProduct } from './float.js';
import { fourBitProduct } from './fourBit.js';
import { integerProduct } from './integer.js';

/** Columns that share a scale in the block-quantised layouts. */
export const blockSize = 32;

/**
 * Adds y = x·Wᵀ + b, with x of shape [..., columns] and y of shape [..., rows], in the context's precision.
 * A matrix whose rows do not divide into blocks stays in float32.
 */
export async function linear(context: GraphContext, name: string, x: Value, weight: Matrix, bias?: Float32Array): Promise<Value> {
  const product = await multiply(context, name, x, weight);
  if (bias === undefined) return product;
  return context.graph.op('Add', [product, await store(context, `${name}.bias`, 'float32', [bias.length], bytesOf(bias))]);
}

function multiply(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  if (context.precision === 'float32' || weight.columns % blockSize !== 0) return floatProduct(context, name, x, weight);
  return context.precision === 'int4' ? fourBitProduct(context, name, x, weight) : integerProduct(context, name, x, weight);
}
