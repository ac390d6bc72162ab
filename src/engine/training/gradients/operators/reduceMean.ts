import { elementTypes } from '../../../graph/onnx/model.js';
import type { Value } from '../../../graph/onnx/graphBuilder.js';
import type { VectorJacobianProduct } from '../vectorJacobianProduct.js';
import { spread } from './reduceSum.js';

/** Each number of a mean of n gets an n-th of the mean's gradient (https://onnx.ai/onnx/operators/onnx__ReduceMean.html). */
export const reduceMean: VectorJacobianProduct = ({ graph, node, inputs, outputs, gradient }) => {
  const count = graph.op('Div', [graph.op('Size', [inputs[0] as Value]), graph.op('Size', [outputs[0] as Value])]);
  const share = graph.op('Div', [gradient, graph.op('Cast', [count], { to: elementTypes[graph.floatType] })]);
  return [spread(graph, node, inputs, share)];
};
