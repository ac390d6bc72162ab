import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';

/** A normalised value and the residual stream that it was made from. */
export interface Normed {
  readonly normed: Value;
  readonly residual: Value;
}

/** A layer's normalisation, fused with the addition of a block's output to the residual stream. */
export interface Norm {
  /** Normalises the start of the stream. */
  first(x: Value): Value;
  /** residual' = x + residual; normed = norm(residual'). */
  after(x: Value, residual: Value): Normed;
}

/** Root mean square normalisation with a gain (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467). */
export async function rmsNorm(context: GraphContext, name: string, gain: Float32Array, epsilon: number): Promise<Norm> {
  const { graph } = context;
  const weight = await store(context, name, 'float32', [gain.length], bytesOf(gain));
  return {
    first: (x) => graph.op('SimplifiedLayerNormalization', [x, weight], { epsilon: { float: epsilon }, axis: -1 }),
    after: (x, residual) => {
      const outputs = graph.contribs('SkipSimplifiedLayerNormalization', 4, [x, residual, weight], { epsilon: { float: epsilon } });
      return { normed: outputs[0] as Value, residual: outputs[3] as Value };
    },
  };
}

/** Layer normalisation with gain and bias (Ba et al. 2016, https://arxiv.org/abs/1607.06450). */
export async function layerNorm(
  context: GraphContext,
  name: string,
  gain: Float32Array,
  bias: Float32Array,
  epsilon: number,
): Promise<Norm> {
  const { graph } = context;
  const weight = await store(context, `${name}.weight`, 'float32', [gain.length], bytesOf(gain));
  const shift = await store(context, `${name}.bias`, 'float32', [bias.length], bytesOf(bias));
  return {
    first: (x) => graph.op('LayerNormalization', [x, weight, shift], { epsilon: { float: epsilon }, axis: -1 }),
    after: (x, residual) => {
      const outputs = graph.contribs('SkipLayerNormalization', 4, [x, residual, weight, shift], { epsilon: { float: epsilon } });
      return { normed: outputs[0] as Value, residual: outputs[3] as Value };
    },
  };
}
