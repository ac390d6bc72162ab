import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g · y · (1 − y) (https://onnx.ai/onnx/operators/onnx__Sigmoid.html). */
export const sigmoid: VectorJacobianProduct = ({ graph, outputs, gradient }) => {
  const y = outputs[0] as Value;
  return [graph.op('Mul', [gradient, graph.op('Mul', [y, graph.op('Sub', [graph.floats([1], []), y])])])];
};
