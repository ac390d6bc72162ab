import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { sumTo } from '../sumTo.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/**
 * y = alpha · a' · b', where a' and b' are the matrices or their transposes: da' = alpha · g · b'ᵀ, db' = alpha · a'ᵀ · g
 * (com.microsoft.FusedMatMul in ONNX Runtime's docs/ContribOperators.md).
 */
export const fusedMatMul: VectorJacobianProduct = ({ graph, node, inputs, gradient, wants }) => {
  const [a, b] = inputs as [Value, Value];
  const { transA = 0, transB = 0, alpha = { float: 1 } } = node.attributes;
  const product = (left: Value, right: Value, leftTurned: boolean, rightTurned: boolean): Value =>
    graph.contrib('FusedMatMul', [left, right], { transA: Number(leftTurned), transB: Number(rightTurned), alpha });
  const [isATurned, isBTurned] = [transA === 1, transB === 1];
  const forA = (): Value => (isATurned ? product(b, gradient, isBTurned, true) : product(gradient, b, false, !isBTurned));
  const forB = (): Value => (isBTurned ? product(gradient, a, true, isATurned) : product(a, gradient, !isATurned, false));
  return [wants(0) ? sumTo(graph, forA(), a) : undefined, wants(1) ? sumTo(graph, forB(), b) : undefined];
};
