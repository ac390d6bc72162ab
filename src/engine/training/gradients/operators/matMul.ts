import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';
import { fusedMatMul } from './fusedMatMul.js';

/** y = a · b, da = g · bᵀ, db = aᵀ · g (https://onnx.ai/onnx/operators/onnx__MatMul.html): the fused product that turns nothing. */
export const matMul: VectorJacobianProduct = (at) => fusedMatMul(at);
