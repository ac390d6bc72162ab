import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = a − b: a gets the gradient, b its negative (https://onnx.ai/onnx/operators/onnx__Sub.html). */
export const sub: VectorJacobianProduct = ({ graph, inputs, gradient, wants }) => {
  const [a, b] = inputs as [Value, Value];
  return [wants(0) ? sumTo(graph, gradient, a) : undefined, wants(1) ? sumTo(graph, graph.op('Neg', [gradient]), b) : undefined];
};
