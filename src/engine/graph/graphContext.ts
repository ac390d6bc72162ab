import type { Device } from '../../common/devices.js';
import type { FloatType, GraphBuilder, Value } from './onnx/graphBuilder.js';
import { halvesOf } from './onnx/halves.js';
import type { ElementType, StoredData } from './onnx/model.js';
import type { WeightStore } from './weights/weightStore.js';

/**
 * How the weights of the linear layers are stored and multiplied.
 * - `float32`: exact; for tests and small models.
 * - `int8`: 8-bit codes with a scale per row, activations in 8 bits with a scale per token.
 * - `int4`: 4-bit codes with a scale and an offset per block of 32, activations in 8 bits.
 * Embeddings and vocabulary projections have 8 bits in blocks in both.
 */
export type Precision = 'float32' | 'int8' | 'int4';

/** What a graph is written for. */
export interface GraphTarget {
  readonly device: Device;
  /** What it calculates with there. */
  readonly numbers: FloatType;
  /** Whether products with codes keep activations as they are, where they may round them to 8 bits otherwise: to compare with. */
  readonly isExact?: true;
}

/** The processor's graphs are in single precision, where they do not calculate with codes. */
export const onProcessor: GraphTarget = { device: 'cpu', numbers: 'float32' };

/** What every part of a graph is built with. */
export interface GraphContext {
  readonly graph: GraphBuilder;
  readonly file: WeightStore;
  readonly precision: Precision;
  /** Some operators are there, or faster, on one device only. */
  readonly device: Device;
  /** As in `GraphTarget`. */
  readonly isExact?: true | undefined;
  /** Whether the graph has only operators whose gradients are known: the flavour to train with. */
  readonly isPlain?: true | undefined;
}

/** Stores a tensor in the weight file and names it in the graph. Numbers in float32 become what the graph calculates with. */
export async function store(
  { graph, file }: GraphContext,
  name: string,
  type: ElementType,
  shape: readonly number[],
  bytes: Uint8Array,
): Promise<Value> {
  if (type !== 'float32') return graph.weight(name, type, shape, await file.append(bytes));
  return graph.weight(name, graph.floatType, shape, await file.append(numberBytes(graph, floatsOf(bytes))));
}

/** Numbers as the bytes of what a graph calculates with. */
export function numberBytes({ floatType }: GraphBuilder, values: Float32Array): Uint8Array {
  return bytesOf(floatType === 'float32' ? values : halvesOf(values));
}

/** Names bytes that lie in the weight file already; the same bytes may have several names and shapes. */
export function share({ graph }: GraphContext, name: string, type: ElementType, shape: readonly number[], data: StoredData): Value {
  return graph.weight(name, type, shape, data);
}

function floatsOf({ buffer, byteOffset, byteLength }: Uint8Array): Float32Array {
  return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
}

/** The bytes of a typed array, without a copy. */
export function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
