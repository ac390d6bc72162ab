import type { GraphBuilder, Value } from '../../graph/onnx/graphBuilder.js';

/**
 * Sums a gradient over what a node has repeated of an input, so that it gets the input's shape: the transpose of NumPy's broadcasting
 * (https://onnx.ai/onnx/repo-docs/Broadcasting.html). Shapes are compared while the graph runs.
 */
export function sumTo(graph: GraphBuilder, gradient: Value, input: Value): Value {
  const shape = graph.op('Shape', [input]);
  const full = graph.op('Shape', [gradient]);
  const missing = graph.op('Sub', [graph.op('Shape', [full]), graph.op('Shape', [shape])]);
  const padded = graph.op('Concat', [graph.op('Expand', [graph.ints([1]), missing]), shape], { axis: 0 });
  const repeated = graph.op('NonZero', [graph.op('Not', [graph.op('Equal', [padded, full])])]); // [1, axes]
  const axes = graph.op('Reshape', [repeated, graph.ints([-1])]);
  const sum = graph.op('ReduceSum', [gradient, axes], { keepdims: 1, noop_with_empty_axes: 1 });
  return graph.op('Reshape', [sum, shape]);
}
