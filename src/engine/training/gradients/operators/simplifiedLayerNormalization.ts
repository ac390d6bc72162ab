import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { normalisedGradient } from '../normalisation.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = n · gain with n = x / root of the mean of x² (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467), which ONNX Runtime has under this name. */
export const simplifiedLayerNormalization: VectorJacobianProduct = ({ graph, node, inputs, gradient, wants }) => {
  const [x, gain] = inputs as [Value, Value];
  const { forInput, normal } = normalisedGradient(graph, node, { x, gain, gradient, isCentred: false });
  return [forInput, wants(1) ? sumTo(graph, graph.op('Mul', [gradient, normal]), gain) : undefined];
};
