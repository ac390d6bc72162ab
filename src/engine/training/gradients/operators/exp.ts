import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g · y (https://onnx.ai/onnx/operators/onnx__Exp.html). */
export const exp: VectorJacobianProduct = ({ graph, outputs, gradient }) => [graph.op('Mul', [gradient, outputs[0] as Value])];
