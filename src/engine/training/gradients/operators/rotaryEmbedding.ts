import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Pairs turn back by the same angle, as sin(−a) = −sin(a) (Su et al. 2021, https://arxiv.org/abs/2104.09864; com.microsoft.RotaryEmbedding in ONNX Runtime's docs/ContribOperators.md). */
export const rotaryEmbedding: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => {
  const [, positions, cosines, sines] = inputs as [Value, Value, Value, Value];
  return [graph.contrib('RotaryEmbedding', [gradient, positions, cosines, graph.op('Neg', [sines])], node.attributes)];
};
