import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = −g (https://onnx.ai/onnx/operators/onnx__Neg.html). */
export const neg: VectorJacobianProduct = ({ graph, gradient }) => [graph.op('Neg', [gradient])];
