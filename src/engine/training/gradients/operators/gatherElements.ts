import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Each number that was taken gets its gradient (https://onnx.ai/onnx/operators/onnx__GatherElements.html). */
export const gatherElements: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => {
  const [data, indices] = inputs as [Value, Value];
  const zeros = graph.op('Expand', [graph.floats([0], []), graph.op('Shape', [data])]);
  return [graph.op('ScatterElements', [zeros, indices, gradient], { axis: node.attributes['axis'] ?? 0, reduction: 'add' })];
};
