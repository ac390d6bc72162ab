import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/** The axes go back to where they were (https://onnx.ai/onnx/operators/onnx__Transpose.html). */
export const transpose: VectorJacobianProduct = ({ graph, node, gradient }) => {
  const { perm } = node.attributes;
  if (!Array.isArray(perm)) return [graph.op('Transpose', [gradient])];
  const order = perm as readonly number[];
  return [graph.op('Transpose', [gradient], { perm: order.map((_, axis) => order.indexOf(axis)) })];
};
