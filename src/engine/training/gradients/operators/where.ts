import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** The gradient goes to what was chosen (https://onnx.ai/onnx/operators/onnx__Where.html). */
export const where: VectorJacobianProduct = ({ graph, inputs, gradient, wants }) => {
  const [condition, chosen, otherwise] = inputs as [Value, Value, Value];
  const zero = graph.floats([0], []);
  return [
    undefined,
    wants(1) ? sumTo(graph, graph.op('Where', [condition, gradient, zero]), chosen) : undefined,
    wants(2) ? sumTo(graph, graph.op('Where', [condition, zero, gradient]), otherwise) : undefined,
  ];
};
