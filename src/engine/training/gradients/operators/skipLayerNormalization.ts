import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';
import { skipped } from './skipSimplifiedLayerNormalization.js';

/** The same with the mean taken off (com.microsoft.SkipLayerNormalization in ONNX Runtime's docs/ContribOperators.md). */
export const skipLayerNormalization: VectorJacobianProduct = (at) => skipped(at, true);
