import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = a / b: da = g / b, db = −g · y / b (https://onnx.ai/onnx/operators/onnx__Div.html). */
export const div: VectorJacobianProduct = ({ graph, inputs, outputs, gradient, wants }) => {
  const [a, b] = inputs as [Value, Value];
  const share = graph.op('Div', [gradient, b]);
  return [
    wants(0) ? sumTo(graph, share, a) : undefined,
    wants(1) ? sumTo(graph, graph.op('Neg', [graph.op('Mul', [share, outputs[0] as Value])]), b) : undefined,
  ];
};
