import type { GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { Dense } from './dense.js';

/** A fully connected layer that a low-rank adapter may change. */
export interface AdaptedLayer {
  /** As in the checkpoint, without `.weight`. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
}

/** The input that a graph has for one of an adapter's two factors: A is [rank, columns], B is [rows, rank]. */
export function factorInput(layer: string, factor: 'A' | 'B'): string {
  return `${layer}.lora_${factor}`;
}

/** What the product of both factors is multiplied by: alpha over the rank. float32 []. */
export const lowRankScale = 'lora_scale';

/** An adapter of some layers: what `factorInput` and `lowRankScale` are fed with. */
export interface LowRankAdapter {
  readonly scale: number;
  /** By the names of the inputs. Layers that have none stay as they are. */
  readonly factors: ReadonlyMap<string, FactorTensor>;
}

export interface FactorTensor {
  readonly shape: readonly [number, number];
  readonly values: Float32Array;
}

/**
 * Low-rank adapters (Hu et al. 2021, LoRA, https://arxiv.org/abs/2106.09685) as inputs of a graph, so that one graph serves any of them:
 * W x becomes W x + scale · B (A x) for each layer that is written with them.
 */
export class LowRankInputs {
  readonly #layers: AdaptedLayer[] = [];
  #scale: Value | undefined;

  /** The layers that were written, in their order. */
  get layers(): readonly AdaptedLayer[] {
    return this.#layers;
  }

  /** What the adapter of a layer makes of x, added to what the layer itself does. */
  add(context: GraphContext, layer: Dense, x: Value, product: Value): Value {
    return context.graph.op('Add', [product, this.delta(context, layer, x)]);
  }

  /** What the adapter of a layer makes of x. */
  delta({ graph }: GraphContext, { name, rows, columns }: Dense, x: Value): Value {
    this.#layers.push({ name, rows, columns });
    this.#scale ??= graph.input(lowRankScale, 'float32', []);
    const rank = `${name}.rank`;
    const a = graph.input(factorInput(name, 'A'), 'float32', [rank, columns]);
    const b = graph.input(factorInput(name, 'B'), 'float32', [rows, rank]);
    const small = graph.op('Mul', [graph.contrib('FusedMatMul', [x, a], { transB: 1 }), this.#scale]);
    return graph.contrib('FusedMatMul', [small, b], { transB: 1 });
  }
}
