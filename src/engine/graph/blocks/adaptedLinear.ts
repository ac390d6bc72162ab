import type { CausalContext } from '../architectures/causal.js';
import { bytesOf, store } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { Dense } from './dense.js';

/** A product that a layer of a causal model has computed. */
export interface LayerProduct {
  readonly layer: number;
  /** The matrices that lie in the product side by side, as the checkpoint names them. */
  readonly parts: readonly Dense[];
  readonly x: Value;
  readonly product: Value;
  /** What the columns of x, and those of the product, were divided by beforehand. */
  readonly inputDivisors?: Float32Array | undefined;
  readonly outputDivisors?: Float32Array | undefined;
}

/** Adds to a product what the adapters of its matrices make of x; the product itself in layers that take none. */
export async function adaptedLinear(context: CausalContext, made: LayerProduct): Promise<Value> {
  const { graph, upper } = context;
  const { layer, parts, x, product, inputDivisors, outputDivisors } = made;
  if (upper === undefined || layer < upper.below) return product;
  const name = parts[0]?.name ?? '';
  const scaledBy = (kind: string, value: Float32Array): Promise<Value> =>
    store(context, `${name}.${kind}`, 'float32', [value.length], bytesOf(value));
  const exact = inputDivisors === undefined ? x : graph.op('Mul', [x, await scaledBy('adapter_input', inputDivisors)]);
  const deltas = parts.map((part) => upper.inputs.delta(context, part, exact));
  const joined = deltas.length === 1 ? (deltas[0] as Value) : graph.op('Concat', deltas, { axis: -1 });
  const shift = outputDivisors === undefined ? joined : graph.op('Div', [joined, await scaledBy('adapter_output', outputDivisors)]);
  return graph.op('Add', [product, shift]);
}
