import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { devices } from '../../../common/devices.js';
import { bytesOf, store, type GraphContext, type Precision } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';
import { eightBitMatMul, storeEightBit } from './eightBit.js';
import { floatProduct } from './float.js';
import { fourBitProduct } from './fourBit.js';
import { bytesProduct, inBytes, type LinearInput } from './integer.js';

/** Columns that share a scale in the block-quantised layouts. */
const blockSize = 32;

/**
 * Adds y = x·Wᵀ + b, with x of shape [..., columns] and y of shape [..., rows], in the context's precision.
 */
export async function linear(
  context: GraphContext,
  name: string,
  x: Value,
  weight: Matrix,
  bias?: Float32Array,
  input: LinearInput = {},
): Promise<Value> {
  const product = await products(context, x, weight.columns, input)(context.graph, name, weight);
  if (bias === undefined) return product;
  return context.graph.op('Add', [product, await store(context, `${name}.bias`, 'float32', [bias.length], bytesOf(bias))]);
}

/** How a matrix with so many columns is held: in numbers where its rows do not divide into blocks, or the device has no products of codes. */
export function heldIn({ precision, device }: GraphContext, columns: number): Precision {
  if (precision === 'float32' || columns % blockSize !== 0) return 'float32';
  return devices[device].codes[precision] ? precision : 'float32';
}

/** Writes x·Wᵀ for a weight matrix of this name, into the graph or into a branch of it. */
export type Product = (graph: GraphBuilder, name: string, weight: Matrix) => Promise<Value>;

/** Products of x [..., columns]. What they have in common is written into the context's graph, so that branches of it can share it. */
export function products(context: GraphContext, x: Value, columns: number, input: LinearInput = {}): Product {
  const held = heldIn(context, columns);
  if (held === 'float32') return (graph, name, weight) => floatProduct({ ...context, graph }, name, x, weight);
  if (held === 'int4') return (graph, name, weight) => fourBitProduct({ ...context, graph }, name, x, weight);
  // Graphics devices have no integer products of whole rows.
  if (context.device !== 'cpu') {
    return async (graph, name, weight) =>
      eightBitMatMul({ ...context, graph }, name, x, await storeEightBit({ ...context, graph }, weight));
  }
  const bytes = inBytes(context, x, input);
  return (graph, name, weight) => bytesProduct({ ...context, graph }, name, bytes, weight);
}
