import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = y · (g − Σ g · y) along the axis (Bridle 1990; https://onnx.ai/onnx/operators/onnx__Softmax.html). */
export const softmax: VectorJacobianProduct = ({ graph, node, outputs, gradient }) => {
  const y = outputs[0] as Value;
  const axis = graph.ints([(node.attributes['axis'] ?? -1) as number]);
  const mean = graph.op('ReduceSum', [graph.op('Mul', [gradient, y]), axis], { keepdims: 1 });
  return [graph.op('Mul', [y, graph.op('Sub', [gradient, mean])])];
};
