import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = x · Φ(x), dx = g · (Φ(x) + x · φ(x)) with the normal distribution Φ and its density φ (Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415). */
export const gelu: VectorJacobianProduct = ({ graph, inputs, gradient }) => {
  const x = inputs[0] as Value;
  const times = (a: Value, factor: number): Value => graph.op('Mul', [a, graph.floats([factor], [])]);
  const distribution = times(graph.op('Add', [graph.op('Erf', [times(x, Math.SQRT1_2)]), graph.floats([1], [])]), 0.5);
  const density = times(graph.op('Exp', [times(graph.op('Mul', [x, x]), -0.5)]), 1 / Math.sqrt(2 * Math.PI));
  return [graph.op('Mul', [gradient, graph.op('Add', [distribution, graph.op('Mul', [x, density])])])];
};
