import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g where x is positive, and nothing elsewhere (https://onnx.ai/onnx/operators/onnx__Relu.html). */
export const relu: VectorJacobianProduct = ({ graph, inputs, gradient }) => {
  const isPositive = graph.op('Greater', [inputs[0] as Value, graph.floats([0], [])]);
  return [graph.op('Where', [isPositive, gradient, graph.floats([0], [])])];
};
