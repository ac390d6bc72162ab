import type { Value } from '../../../graph/onnx/graphBuilder.js';
import { normalisedGradient } from '../normalisation.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';

/**
 * The sum of two inputs, as fourth output, and the normalisation of it, as first (com.microsoft.SkipSimplifiedLayerNormalization in
 * ONNX Runtime's docs/ContribOperators.md). Gain and bias stay as they are.
 */
export const skipSimplifiedLayerNormalization: VectorJacobianProduct = (at) => skipped(at, false);

/** The same for either normalisation. */
export function skipped(
  { graph, node, inputs, outputs, gradients }: Parameters<VectorJacobianProduct>[0],
  isCentred: boolean,
): ReturnType<VectorJacobianProduct> {
  const gain = inputs[2] as Value;
  const [gradient, , , forSum] = gradients;
  if (gradient === undefined) return [forSum, forSum];
  const { forInput } = normalisedGradient(graph, node, { x: outputs[3] as Value, gain, gradient, isCentred });
  const both = forSum === undefined ? forInput : graph.op('Add', [forInput, forSum]);
  return [both, both];
}
