import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** y = a + b: both get the gradient (https://onnx.ai/onnx/operators/onnx__Add.html). */
export const add: VectorJacobianProduct = ({ graph, inputs, gradient, wants }) =>
  inputs.map((input, at) => (wants(at) ? sumTo(graph, gradient, input) : undefined));
