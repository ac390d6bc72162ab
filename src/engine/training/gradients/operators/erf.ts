import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g · 2/√π · exp(−x²) (https://onnx.ai/onnx/operators/onnx__Erf.html). */
export const erf: VectorJacobianProduct = ({ graph, inputs, gradient }) => {
  const x = inputs[0] as Value;
  const slope = graph.op('Mul', [
    graph.floats([2 / Math.sqrt(Math.PI)], []),
    graph.op('Exp', [graph.op('Neg', [graph.op('Mul', [x, x])])]),
  ]);
  return [graph.op('Mul', [gradient, slope])];
};
