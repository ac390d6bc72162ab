import type { GraphBuilder, Value } from '../../../graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../../graph/onnx/model.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Each number of a sum gets the sum's gradient (https://onnx.ai/onnx/operators/onnx__ReduceSum.html). */
export const reduceSum: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => [spread(graph, node, inputs, gradient)];

/** A value for each reduced row, repeated for each number of it. */
export function spread(graph: GraphBuilder, { attributes }: OnnxNode, inputs: readonly Value[], rows: Value): Value {
  const [x, axes] = inputs as [Value, Value | undefined];
  const isFlat = attributes['keepdims'] === 0 && axes !== undefined;
  return graph.op('Expand', [isFlat ? graph.op('Unsqueeze', [rows, axes]) : rows, graph.op('Shape', [x])]);
}
