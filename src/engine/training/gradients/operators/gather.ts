import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Each row that was taken gets its gradient, and one that was taken twice the sum (https://onnx.ai/onnx/operators/onnx__Gather.html). */
export const gather: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => {
  const [data, indices] = inputs as [Value, Value];
  const axis = (node.attributes['axis'] ?? 0) as number;
  if (axis < 0) throw new Error('The gradient of Gather needs an axis that is counted from the first.');
  const shape = graph.op('Shape', [data]);
  const before = graph.op('Shape', [data], { start: 0, end: axis });
  const after = graph.op('Shape', [data], { start: axis + 1 });
  const ones = (like: Value): Value => graph.op('Expand', [graph.ints([1]), graph.op('Shape', [like])]);
  const rows = graph.op('Reshape', [gradient, graph.op('Concat', [before, graph.op('Shape', [graph.op('Reshape', [indices, graph.ints([-1])])]), after], { axis: 0 })]); // prettier-ignore
  const column = graph.op('Reshape', [indices, graph.op('Concat', [ones(before), graph.ints([-1]), ones(after)], { axis: 0 })]);
  const places = graph.op('Expand', [column, graph.op('Shape', [rows])]);
  const zeros = graph.op('Expand', [graph.floats([0], []), shape]);
  return [graph.op('ScatterElements', [zeros, places, rows], { axis, reduction: 'add' })];
};
