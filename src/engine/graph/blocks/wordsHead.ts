import type { TensorSource } from '../../models/checkpoint.js';
import type { EncoderContext, EncoderShape, GapReader } from '../architectures/encoder.js';
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
  const normed = await transformed(context, tensors, hiddenSize, head, rows);
  const words = tensors.has(head.bias)
    ? await withBias(context, vocabulary, head.bias, await vector(tensors, head.bias, vocabularySize))
    : vocabulary;
  return words.logits(graph.op('Squeeze', [normed, graph.ints([0])])); // [R, vocabulary]
}

/**
 * How the head compares gaps with words, for layers that are written by themselves: absent where the checkpoint has no such head, or one that is
 * narrower than the layers.
 * @param vocabulary the name of the embedding, which is compared with
 */
export function gapReader(tensors: TensorSource, hiddenSize: number, head: WordsHead, vocabulary: string): GapReader | undefined {
  const { transform, size = hiddenSize } = head;
  if (!tensors.has(`${transform}.weight`) || size !== hiddenSize) return undefined;
  return {
    write: (context, rows) => transformed(context, tensors, hiddenSize, head, rows),
    word: (token) => tensors.floatRows(vocabulary, token, token + 1),
  };
}

/** What of rows is compared with words: [B, S, hidden] → [B, S, size]. */
async function transformed(
  context: EncoderContext,
  tensors: TensorSource,
  hiddenSize: number,
  { transform: name, norm, size = hiddenSize, activation, epsilon }: WordsHead,
  rows: Value,
): Promise<Value> {
  const activated = activation(context, await dense(context, tensors, { name, rows: size, columns: hiddenSize }, rows));
  return encoderNorm(context, tensors, norm, size, epsilon, activated);
}
