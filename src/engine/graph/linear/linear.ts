import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';
import { floatProduct } from './float.js';
import { fourBitProduct } from './fourBit.js';
import { bytesProduct, inBytes } from './integer.js';

/** Columns that share a scale in the block-quantised layouts. */
export const blockSize = 32;

/**
 * Adds y = x·Wᵀ + b, with x of shape [..., columns] and y of shape [..., rows], in the context's precision.
 * A matrix whose rows do not divide into blocks stays in float32.
 */
export async function linear(context: GraphContext, name: string, x: Value, weight: Matrix, bias?: Float32Array): Promise<Value> {
  const product = await products(context, x, weight.columns)(name, weight);
  if (bias === undefined) return product;
  return context.graph.op('Add', [product, await store(context, `${name}.bias`, 'float32', [bias.length], bytesOf(bias))]);
}

/** Writes x·Wᵀ for a weight matrix of this name. */
export type Product = (name: string, weight: Matrix) => Promise<Value>;

/** Products of x [..., columns]. What they have in common is written here and now, so that they may follow in branches of the graph. */
export function products(context: GraphContext, x: Value, columns: number): Product {
  if (context.precision === 'float32' || columns % blockSize !== 0) return (name, weight) => floatProduct(context, name, x, weight);
  if (context.precision === 'int4') return (name, weight) => fourBitProduct(context, name, x, weight);
  const bytes = inBytes(context, x);
  return (name, weight) => bytesProduct(context, name, bytes, weight);
}
