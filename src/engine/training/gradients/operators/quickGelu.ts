import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = x · σ(alpha · x), dx = g · (σ + alpha · x · σ · (1 − σ)); SiLU where alpha is 1 (com.microsoft.QuickGelu in ONNX Runtime's docs/ContribOperators.md). */
export const quickGelu: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => {
  const x = inputs[0] as Value;
  const { alpha = { float: 1.702 } } = node.attributes;
  const scaled = graph.op('Mul', [x, graph.floats([(alpha as { readonly float: number }).float], [])]);
  const sigma = graph.op('Sigmoid', [scaled]);
  const rest = graph.op('Mul', [scaled, graph.op('Sub', [graph.floats([1], []), sigma])]);
  return [graph.op('Mul', [gradient, graph.op('Mul', [sigma, graph.op('Add', [rest, graph.floats([1], [])])])])];
};
