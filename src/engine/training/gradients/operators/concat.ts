import type { Attribute } from '../../../graph/onnx/model.js';
import type { GraphBuilder, Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** Each input gets its part of the gradient (https://onnx.ai/onnx/operators/onnx__Concat.html). */
export const concat: VectorJacobianProduct = ({ graph, node, inputs, gradient }) => {
  const axis = node.attributes['axis'] as number;
  const sizes = graph.op('Concat', inputs.map((input) => sizeAt(graph, input, axis)), { axis: 0 }); // prettier-ignore
  return graph.ops('Split', inputs.length, [gradient, sizes], { axis });
};

function sizeAt(graph: GraphBuilder, input: Value, axis: number): Value {
  const range: Record<string, Attribute> = axis === -1 ? { start: axis } : { start: axis, end: axis + 1 };
  return graph.op('Shape', [input], range);
}
