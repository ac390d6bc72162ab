import { add } from './operators/add.js';
import { concat } from './operators/concat.js';
import { div } from './operators/div.js';
import { erf } from './operators/erf.js';
import { exp } from './operators/exp.js';
import { expand } from './operators/expand.js';
import { fastGelu } from './operators/fastGelu.js';
import { fusedMatMul } from './operators/fusedMatMul.js';
import { gather } from './operators/gather.js';
import { gatherElements } from './operators/gatherElements.js';
import { gelu } from './operators/gelu.js';
import { identity } from './operators/identity.js';
import { layerNormalization } from './operators/layerNormalization.js';
import { log } from './operators/log.js';
import { logSoftmax } from './operators/logSoftmax.js';
import { matMul } from './operators/matMul.js';
import { mul } from './operators/mul.js';
import { neg } from './operators/neg.js';
import { quickGelu } from './operators/quickGelu.js';
import { reduceMean } from './operators/reduceMean.js';
import { reduceSum } from './operators/reduceSum.js';
import { relu } from './operators/relu.js';
import { reshape } from './operators/reshape.js';
import { rotaryEmbedding } from './operators/rotaryEmbedding.js';
import { sigmoid } from './operators/sigmoid.js';
import { simplifiedLayerNormalization } from './operators/simplifiedLayerNormalization.js';
import { skipLayerNormalization } from './operators/skipLayerNormalization.js';
import { skipSimplifiedLayerNormalization } from './operators/skipSimplifiedLayerNormalization.js';
import { softmax } from './operators/softmax.js';
import { softplus } from './operators/softplus.js';
import { split } from './operators/split.js';
import { sqrt } from './operators/sqrt.js';
import { sub } from './operators/sub.js';
import { tanh } from './operators/tanh.js';
import { transpose } from './operators/transpose.js';
import { where } from './operators/where.js';
import type { VectorJacobianProduct } from './vectorJacobianProduct.js';

/** The vector-Jacobian product of each operator that graphs for training may have, by its name in ONNX or in ONNX Runtime's own domain. */
export const operators: Readonly<Record<string, VectorJacobianProduct>> = {
  Add: add,
  Concat: concat,
  Div: div,
  Erf: erf,
  Exp: exp,
  Expand: expand,
  FastGelu: fastGelu,
  Flatten: reshape,
  FusedMatMul: fusedMatMul,
  Gather: gather,
  GatherElements: gatherElements,
  Gelu: gelu,
  Identity: identity,
  LayerNormalization: layerNormalization,
  Log: log,
  LogSoftmax: logSoftmax,
  MatMul: matMul,
  Mul: mul,
  Neg: neg,
  QuickGelu: quickGelu,
  ReduceMean: reduceMean,
  ReduceSum: reduceSum,
  Relu: relu,
  Reshape: reshape,
  RotaryEmbedding: rotaryEmbedding,
  Sigmoid: sigmoid,
  SimplifiedLayerNormalization: simplifiedLayerNormalization,
  SkipLayerNormalization: skipLayerNormalization,
  SkipSimplifiedLayerNormalization: skipSimplifiedLayerNormalization,
  Softmax: softmax,
  Softplus: softplus,
  Split: split,
  Sqrt: sqrt,
  Squeeze: reshape,
  Sub: sub,
  Tanh: tanh,
  Transpose: transpose,
  Unsqueeze: reshape,
  Where: where,
};
