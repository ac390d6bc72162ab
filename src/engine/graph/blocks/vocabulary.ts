import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import { blocksGather, blocksMatMul } from '../linear/blocks.js';
import { storeEightBit } from '../linear/eightBit.js';
import { blockSize } from '../linear/linear.js';
import type { Matrix } from '../weights/matrix.js';
import { storeFloat } from '../linear/float.js';

/** The two ends of a language model: ids to vectors, and vectors to a score for each id. */
export interface Vocabulary {
  /** ids [S] → [S, hidden] */
  embed(ids: Value): Value;
  /** hidden [R, hidden] → logits [R, vocabulary] */
  logits(hidden: Value): Value;
}

/**
 * Stores the token embedding and the vocabulary projection; `head` is left out where the two are tied. Both are in
 * 8 bits also where the layers have 4: an embedding of 4 bits costs 3 % bits per byte, one of 8 bits costs nothing.
 */
export async function vocabulary(context: GraphContext, embedding: Matrix, head?: Matrix): Promise<Vocabulary> {
  return context.precision === 'float32' || embedding.columns % blockSize !== 0
    ? floatVocabulary(context, embedding, head)
    : eightBitVocabulary(context, embedding, head);
}

/** The same with a bias [vocabulary] that is added to the logits. */
export async function withBias(context: GraphContext, words: Vocabulary, name: string, bias: Float32Array): Promise<Vocabulary> {
  const shift = await store(context, name, 'float32', [bias.length], bytesOf(bias));
  return { ...words, logits: (hidden) => context.graph.op('Add', [words.logits(hidden), shift]) };
}

/** The same with logits that are changed once more. */
export function withLogits(words: Vocabulary, change: (logits: Value) => Value): Vocabulary {
  return { ...words, logits: (hidden) => change(words.logits(hidden)) };
}

async function floatVocabulary(context: GraphContext, embedding: Matrix, head?: Matrix): Promise<Vocabulary> {
  const { graph } = context;
  const table = await storeFloat(context, 'embedding', embedding);
  const projection = head === undefined ? table : await storeFloat(context, 'head', head);
  return {
    embed: (ids) => graph.op('Gather', [table, ids]),
    logits: (hidden) => graph.contrib('FusedMatMul', [hidden, projection], { transB: 1 }),
  };
}

async function eightBitVocabulary(context: GraphContext, embedding: Matrix, head?: Matrix): Promise<Vocabulary> {
  const table = await storeEightBit(context, embedding);
  const projection = head === undefined ? table : await storeEightBit(context, head);
  return {
    embed: (ids) => blocksGather(context, 'embedding', ids, table),
    logits: (hidden) => blocksMatMul(context, 'head', hidden, projection, 2),
  };
}
