import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Numbers stay in their order, so that the gradient takes the input's shape; so for Flatten, Squeeze and Unsqueeze (https://onnx.ai/onnx/operators/onnx__Reshape.html). */
export const reshape: VectorJacobianProduct = ({ graph, inputs, gradient }) => [
  graph.op('Reshape', [gradient, graph.op('Shape', [inputs[0] as Value])]),
];
