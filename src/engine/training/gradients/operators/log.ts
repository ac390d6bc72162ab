import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g / x (https://onnx.ai/onnx/operators/onnx__Log.html). */
export const log: VectorJacobianProduct = ({ graph, inputs, gradient }) => [graph.op('Div', [gradient, inputs[0] as Value])];
