import type { EncoderContext } from '../architectures/encoder.js';
import { bytesOf, store } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { TensorSource } from '../../models/checkpoint.js';
import { vector } from '../weights/matrix.js';

/**
 * Layer normalisation of x over its last axis. Checkpoints may have it without a bias; old ones call its parts gamma and beta.
 * On the CPU it is written out: ONNX Runtime adds up a row one number after the other in its own operators, so that
 * they take a fifth of a BERT's time, and its separate operators together take a third of that.
 */
export async function encoderNorm(
  context: EncoderContext,
  tensors: TensorSource,
  name: string,
  size: number,
  epsilon: number,
  x: Value,
): Promise<Value> {
  const { graph } = context;
  const gain = await part(context, tensors, size, tensors.has(`${name}.gamma`) ? `${name}.gamma` : `${name}.weight`);
  const shiftName = [`${name}.bias`, `${name}.beta`].find((each) => tensors.has(each));
  const shift = shiftName === undefined ? undefined : await part(context, tensors, size, shiftName);
  if (context.device !== 'cpu') {
    const inputs = shift === undefined ? [x, gain] : [x, gain, shift];
    return graph.op('LayerNormalization', inputs, { epsilon: { float: epsilon }, axis: -1 });
  }
  const axis = graph.ints([-1]);
  const centred = graph.op('Sub', [x, graph.op('ReduceMean', [x, axis], { keepdims: 1 })]);
  // A mean here instead of a sum would be joined to the slow operator again.
  const squares = graph.op('ReduceSum', [graph.op('Mul', [centred, centred]), axis], { keepdims: 1 });
  const variance = graph.op('Mul', [squares, graph.floats([1 / size], [])]);
  const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.floats([epsilon], [])])]);
  const scaled = graph.op('Mul', [graph.op('Div', [centred, deviation]), gain]);
  return shift === undefined ? scaled : graph.op('Add', [scaled, shift]);
}

async function part(context: EncoderContext, tensors: TensorSource, size: number, name: string): Promise<Value> {
  return store(context, name, 'float32', [size], bytesOf(await vector(tensors, name, size)));
}
