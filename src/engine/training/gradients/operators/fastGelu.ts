import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

const root = Math.sqrt(2 / Math.PI);
const cubic = 0.044715;

/**
 * y = x/2 · (1 + t), t = tanh(√(2/π) · (x + 0.044715 · x³)): dx = g · ((1 + t)/2 + x/2 · (1 − t²) · √(2/π) · (1 + 3 · 0.044715 · x²))
 * (com.microsoft.FastGelu in ONNX Runtime's docs/ContribOperators.md; without its bias).
 */
export const fastGelu: VectorJacobianProduct = ({ graph, inputs, gradient }) => {
  const x = inputs[0] as Value;
  const mul = (a: Value, b: Value): Value => graph.op('Mul', [a, b]);
  const number = (value: number): Value => graph.floats([value], []);
  const plusOne = (a: Value): Value => graph.op('Add', [a, number(1)]);
  const square = mul(x, x);
  const t = graph.op('Tanh', [mul(mul(x, number(root)), plusOne(mul(square, number(cubic))))]);
  const inner = mul(plusOne(mul(square, number(3 * cubic))), number(root));
  const slope = mul(graph.op('Sub', [number(1), mul(t, t)]), mul(inner, x));
  return [mul(gradient, mul(graph.op('Add', [plusOne(t), slope]), number(0.5)))];
};
