import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = ln(1 + eˣ), dx = g · σ(x) (https://onnx.ai/onnx/operators/onnx__Softplus.html). */
export const softplus: VectorJacobianProduct = ({ graph, inputs, gradient }) => [
  graph.op('Mul', [gradient, graph.op('Sigmoid', [inputs[0] as Value])]),
];
