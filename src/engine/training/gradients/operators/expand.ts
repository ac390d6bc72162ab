import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** What is repeated gets the sum (https://onnx.ai/onnx/operators/onnx__Expand.html). */
export const expand: VectorJacobianProduct = ({ graph, inputs, gradient }) => [sumTo(graph, gradient, inputs[0] as Value)];
