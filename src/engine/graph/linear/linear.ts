import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';
import { blocksProduct, isInBlocks } from './blocks.js';
import { floatProduct } from './float.js';
import { fourBitProduct } from './fourBit.js';
import { bytesProduct, inBytes, type LinearInput, type TokenBytes } from './integer.js';
import { runsOfOneLayout } from './runsOfOneLayout.js';

/** Columns that share a scale in the block-quantised layouts. */
export const blockSize = 32;

/**
 * Adds y = x·Wᵀ + b, with x of shape [..., columns] and y of shape [..., rows], in the context's precision.
 * A matrix whose rows do not divide into blocks stays in float32. One that is stored in blocks of codes keeps them in 8 and in 4 bits.
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

/** Writes x·Wᵀ for a weight matrix of this name, into the graph or into a branch of it. */
export type Product = (graph: GraphBuilder, name: string, weight: Matrix) => Promise<Value>;

/** Products of x [..., columns]. What they have in common is written into the context's graph, so that branches of it can share it. */
export function products(context: GraphContext, x: Value, columns: number, input: LinearInput = {}): Product {
  if (context.precision === 'float32' || columns % blockSize !== 0) {
    return (graph, name, weight) => floatProduct({ ...context, graph }, name, x, weight);
  }
  if (context.precision === 'int4') {
    return keepingBlocks(context, x, (graph, name, weight) => fourBitProduct({ ...context, graph }, name, x, weight));
  }
  let bytes: TokenBytes | undefined;
  return keepingBlocks(context, x, (graph, name, weight) => {
    bytes ??= inBytes(context, x, input);
    return bytesProduct({ ...context, graph }, name, bytes, weight);
  });
}

/** Multiplies by matrices that are stored in blocks of codes as they are, each part with the kernel for its own, and rounds the others. */
function keepingBlocks(context: GraphContext, x: Value, round: Product): Product {
  return async (graph, name, weight) => {
    const runs = runsOfOneLayout(weight);
    if (runs === undefined) return round(graph, name, weight);
    const results: Value[] = [];
    for (const [index, run] of runs.entries()) {
      const runName = runs.length === 1 ? name : `${name}.${index}`;
      const [first, ...others] = run.filter(isInBlocks);
      results.push(
        first === undefined
          ? await round(graph, runName, run[0])
          : await blocksProduct({ ...context, graph }, runName, x, [first, ...others]),
      );
    }
    return results.length === 1 ? (results[0] as Value) : graph.op('Concat', results, { axis: -1 });
  };
}
