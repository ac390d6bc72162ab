import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody, type BertBody } from '../blocks/bertBody.js';
import { dense } from '../blocks/dense.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture, LabelHead } from './encoder.js';

/** RoBERTa (Liu et al. 2019, https://arxiv.org/abs/1907.11692): BERT's layers; positions count from after the padding's id. */
export function readRoberta(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const padding = config.integer('pad_token_id', 1, 0);
  const body = readBertBody(checkpoint, config, 'roberta.', { firstPosition: padding + 1 });
  const { shape, activation, epsilon } = body;
  const wordsHead = { transform: 'lm_head.dense', norm: 'lm_head.layer_norm', bias: 'lm_head.bias', activation, epsilon };
  const labels = readLabels(checkpoint, body);
  return {
    shape,
    heads: {
      ...(tensors.has('lm_head.dense.weight') && {
        words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, wordsHead, rows, vocabulary),
      }),
      ...(labels && { labels }),
    },
    positions(ids) {
      let count = 0;
      return ids.map((id) => (id === padding ? padding : padding + ++count));
    },
    body: (context, inputs) => body.write(context, inputs),
  };
}

function readLabels(checkpoint: Checkpoint, { shape: { hiddenSize } }: BertBody): LabelHead | undefined {
  const { tensors } = checkpoint;
  const kind = labelKind(checkpoint);
  if (kind === undefined) return undefined;
  const name = { sequence: 'classifier.out_proj', token: 'classifier', answer: 'qa_outputs' }[kind];
  if (!tensors.has(`${name}.weight`)) return undefined;
  const labels = labelNames(checkpoint, kind, name);
  const classifier = { name, rows: labels.length, columns: hiddenSize };
  const before = { name: 'classifier.dense', rows: hiddenSize, columns: hiddenSize };
  return {
    kind,
    pooling: 'first',
    labels,
    write: async (context, rows) => {
      const features = kind === 'sequence' ? context.graph.op('Tanh', [await dense(context, tensors, before, rows)]) : rows;
      return dense(context, tensors, classifier, features);
    },
  };
}
