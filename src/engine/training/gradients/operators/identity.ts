import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** The gradient itself (https://onnx.ai/onnx/operators/onnx__Identity.html). */
export const identity: VectorJacobianProduct = ({ gradient }) => [gradient];
