import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** dx = g − exp(y) · Σ g along the axis: cross-entropy from logits is this and a sum (https://onnx.ai/onnx/operators/onnx__LogSoftmax.html). */
export const logSoftmax: VectorJacobianProduct = ({ graph, node, outputs, gradient }) => {
  const axis = graph.ints([(node.attributes['axis'] ?? -1) as number]);
  const sum = graph.op('ReduceSum', [gradient, axis], { keepdims: 1 });
  return [graph.op('Sub', [gradient, graph.op('Mul', [graph.op('Exp', [outputs[0] as Value]), sum])])];
};
