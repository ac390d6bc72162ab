import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = a · b: each gets the gradient times the other (https://onnx.ai/onnx/operators/onnx__Mul.html). */
export const mul: VectorJacobianProduct = ({ graph, inputs, gradient, wants }) => {
  const [a, b] = inputs as [Value, Value];
  return [
    wants(0) ? sumTo(graph, graph.op('Mul', [gradient, b]), a) : undefined,
    wants(1) ? sumTo(graph, graph.op('Mul', [gradient, a]), b) : undefined,
  ];
};
