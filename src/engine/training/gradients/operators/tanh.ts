import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g · (1 − y²) (https://onnx.ai/onnx/operators/onnx__Tanh.html). */
export const tanh: VectorJacobianProduct = ({ graph, outputs, gradient }) => {
  const y = outputs[0] as Value;
  return [graph.op('Mul', [gradient, graph.op('Sub', [graph.floats([1], []), graph.op('Mul', [y, y])])])];
};
