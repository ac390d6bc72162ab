import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g / (2 · y) (https://onnx.ai/onnx/operators/onnx__Sqrt.html). */
export const sqrt: VectorJacobianProduct = ({ graph, outputs, gradient }) => [
  graph.op('Div', [graph.op('Mul', [gradient, graph.floats([0.5], [])]), outputs[0] as Value]),
];
