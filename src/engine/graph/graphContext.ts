import type { GraphBuilder } from './onnx/graphBuilder.js';
import type { ElementType, StoredData } from './onnx/model.js';
import type { Value } from './onnx/graphBuilder.js';
import type { WeightStore } from './weights/weightStore.js';

/**
 * How the weights of the linear layers are stored and multiplied.
 * - `float32`: exact; for tests and small models.
 * - `int8`: 8-bit codes with a scale per row, activations in 8 bits with a scale per token.
 * - `int4`: 4-bit codes with a scale and an offset per block of 32, activations in 8 bits.
 * Embeddings and vocabulary projections have 8 bits in blocks in both.
 */
export type Precision = 'float32' | 'int8' | 'int4';

/** What every part of a graph is built with. */
export interface GraphContext {
  readonly graph: GraphBuilder;
  readonly file: WeightStore;
  readonly precision: Precision;
}

/** Stores a tensor in the weight file and names it in the graph. */
export async function store(
  { graph, file }: GraphContext,
  name: string,
  type: ElementType,
  shape: readonly number[],
  bytes: Uint8Array,
): Promise<Value> {
  return graph.weight(name, type, shape, await file.append(bytes));
}

/** Names bytes that lie in the weight file already; the same bytes may have several names and shapes. */
export function share({ graph }: GraphContext, name: string, type: ElementType, shape: readonly number[], data: StoredData): Value {
  return graph.weight(name, type, shape, data);
}

/** The bytes of a typed array, without a copy. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
