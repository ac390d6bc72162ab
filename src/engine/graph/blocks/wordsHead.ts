import type { TensorSource } from '../../models/checkpoint.js';
import type { EncoderContext, EncoderShape } from '../architectures/encoder.js';
import type { Value } from '../onnx/graphBuilder.js';
import { vector } from '../weights/matrix.js';
import type { Activation } from './activation.js';
import { dense } from './dense.js';
import { encoderNorm } from './encoderNorm.js';
import { withBias, type Vocabulary } from './vocabulary.js';

export interface WordsHead {
  /** Names in the checkpoint: the layer before the vocabulary and its normalisation, and the whole name of the vocabulary's bias. */
  readonly transform: string;
  readonly norm: string;
  readonly bias: string;
  /** The width of the embedding, where it is not that of the layers. */
  readonly size?: number;
  readonly activation: Activation;
  readonly epsilon: number;
}

/** The masked-word head: rows [1, R, hidden] → logits [R, vocabulary]. */
export async function writeWordsHead(
  context: EncoderContext,
  tensors: TensorSource,
  { hiddenSize, vocabularySize }: EncoderShape,
  head: WordsHead,
  rows: Value,
  vocabulary: Vocabulary,
): Promise<Value> {
  const { graph } = context;
  const { size = hiddenSize } = head;
  const transform = { name: head.transform, rows: size, columns: hiddenSize };
  const transformed = head.activation(context, await dense(context, tensors, transform, rows));
  const normed = await encoderNorm(context, tensors, head.norm, size, head.epsilon, transformed);
  const words = tensors.has(head.bias)
    ? await withBias(context, vocabulary, head.bias, await vector(tensors, head.bias, vocabularySize))
    : vocabulary;
  return words.logits(graph.op('Squeeze', [normed, graph.ints([0])])); // [R, vocabulary]
}
