import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody } from '../blocks/bertBody.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import type { PostNormNames } from '../blocks/postNormLayers.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';

/** ALBERT (Lan et al. 2019, https://arxiv.org/abs/1909.11942): BERT's layers, which share their weights; narrow embeddings. */
export function readAlbert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const layers = config.integer('num_hidden_layers');
  const groups = config.integer('num_hidden_groups', 1);
  const inGroup = config.integer('inner_group_num', 1);
  if (inGroup !== 1) throw config.unsupported(`groups of ${inGroup} layers`);
  const group = (layer: number): number => Math.floor((layer * groups) / layers);
  const wordSize = config.integer('embedding_size', 128);
  const body = readBertBody(checkpoint, config, 'albert.', {
    wordSize,
    widening: { name: 'encoder.embedding_hidden_mapping_in' },
    names: (root, layer) => layerNames(`${root}encoder.albert_layer_groups.${group(layer)}.albert_layers.0`),
    isRepeated: (layer) => layer > 0 && group(layer) === group(layer - 1),
  });
  const { shape, activation, epsilon } = body;
  const { hiddenSize } = shape;
  const head = 'predictions';
  const wordsHead = { transform: `${head}.dense`, norm: `${head}.LayerNorm`, bias: `${head}.bias`, size: wordSize, activation, epsilon };
  const names = { sequence: 'classifier', token: 'classifier', answer: 'qa_outputs' };
  const pooler = { name: tensors.has('pooler.weight') ? 'pooler' : 'albert.pooler', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    context.graph.op('Tanh', [await dense(context, tensors, pooler, rows)]),
  );
  return {
    shape,
    heads: {
      ...(tensors.has(`${head}.dense.weight`) && {
        words: (context, rows, vocabulary) => writeWordsHead(context, tensors, shape, wordsHead, rows, vocabulary),
      }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    body: (context, inputs) => body.write(context, inputs),
  };
}

function layerNames(path: string): PostNormNames {
  return {
    query: `${path}.attention.query`,
    key: `${path}.attention.key`,
    value: `${path}.attention.value`,
    attended: `${path}.attention.dense`,
    attentionNorm: `${path}.attention.LayerNorm`,
    widened: `${path}.ffn`,
    narrowed: `${path}.ffn_output`,
    outputNorm: `${path}.full_layer_layer_norm`,
  };
}
