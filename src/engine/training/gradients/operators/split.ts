import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** The parts' gradients side by side; parts that the loss does not depend on give zeros (https://onnx.ai/onnx/operators/onnx__Split.html). */
export const split: VectorJacobianProduct = ({ graph, node, outputs, gradients }) => {
  const { axis = 0 } = node.attributes;
  const parts = outputs.map((output, at) => gradients[at] ?? graph.op('Expand', [graph.floats([0], []), graph.op('Shape', [output])]));
  return [graph.op('Concat', parts, { axis })];
};
