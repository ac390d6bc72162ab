import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { normalisedGradient } from '../normalisation.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = n · gain + bias over the last axis (https://onnx.ai/onnx/operators/onnx__LayerNormalization.html). */
export const layerNormalization: VectorJacobianProduct = ({ graph, node, inputs, gradient, wants }) => {
  const [x, gain, bias] = inputs as [Value, Value, Value | undefined];
  const { forInput, normal } = normalisedGradient(graph, node, { x, gain, gradient, isCentred: true });
  return [
    forInput,
    wants(1) ? sumTo(graph, graph.op('Mul', [gradient, normal]), gain) : undefined,
    bias !== undefined && wants(2) ? sumTo(graph, gradient, bias) : undefined,
  ];
};
