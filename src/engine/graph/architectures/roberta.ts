import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody } from '../blocks/bertBody.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { gapReader, writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';

/** RoBERTa (Liu et al. 2019, https://arxiv.org/abs/1907.11692): BERT's layers; positions count from after the padding's id. */
export function readRoberta(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const padding = config.integer('pad_token_id', 1, 0);
  const body = readBertBody(checkpoint, config, 'roberta.', { firstPosition: padding + 1 });
  const { shape, activation, epsilon } = body;
  const wordsHead = { transform: 'lm_head.dense', norm: 'lm_head.layer_norm', bias: 'lm_head.bias', activation, epsilon };
  const { hiddenSize } = shape;
  const names = { sequence: 'classifier.out_proj', token: 'classifier', answer: 'qa_outputs' };
  const before = { name: 'classifier.dense', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    context.graph.op('Tanh', [await dense(context, tensors, before, rows)]),
  );
  return {
    shape,
    heads: {
      ...(tensors.has('lm_head.dense.weight') && {
        words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, wordsHead, rows, vocabulary),
      }),
      ...(labels && { labels }),
    },
    positions: (ids) => positionsAfter(padding, ids),
    body: (context, inputs) => body.write(context, inputs),
    ...(body.upper && { upper: body.upper }),
    gaps: gapReader(tensors, hiddenSize, wordsHead, body.words),
  };
}

/** Positions that count from after the padding's id; padding is at its own. */
export function positionsAfter(padding: number, ids: readonly number[]): number[] {
  let count = 0;
  return ids.map((id) => (id === padding ? padding : padding + ++count));
}
