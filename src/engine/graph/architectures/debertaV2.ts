import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { readBertBody } from '../blocks/bertBody.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { disentangledScores, readDistances } from '../blocks/disentangledScores.js';
import type { PostNormNames } from '../blocks/postNormLayers.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import type { EncoderArchitecture } from './encoder.js';

/**
 * DeBERTa 2 and 3 (He et al. 2020, https://arxiv.org/abs/2006.03654; https://arxiv.org/abs/2111.09543): BERT's layers, whose scores also
 * compare queries with how far a key is away, and keys with how far a query is.
 */
export function readDebertaV2(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  if (config.integer('conv_kernel_size', 0, 0) > 0) throw config.unsupported('a convolution beside the first layer');
  const hiddenSize = config.integer('hidden_size');
  const wordSize = config.integer('embedding_size', hiddenSize);
  const distances = readDistances(config);
  const root = tensors.has('embeddings.word_embeddings.weight') ? '' : 'deberta.';
  const body = readBertBody(checkpoint, config, 'deberta.', {
    wordSize,
    segmentKinds: 0,
    epsilon: 1e-7,
    hasPositions: config.boolean('position_biased_input', true),
    ...(wordSize !== hiddenSize && { widening: { name: 'embeddings.embed_proj', isFirst: true } }),
    names: (prefix, layer) => layerNames(`${prefix}encoder.layer.${layer}`),
    ...(distances && {
      attentionScale: distances.scale,
      relative: disentangledScores(checkpoint, distances, `${root}encoder`),
    }),
  });
  const { shape, activation, epsilon } = body;
  // The head of the reference's own code, and the one with which the first weights were published.
  const older = 'cls.predictions.transform';
  const newer = 'lm_predictions.lm_head';
  const isOlder = tensors.has(`${older}.dense.weight`);
  const head = isOlder ? older : newer;
  const bias = isOlder ? 'cls.predictions.bias' : `${newer}.bias`;
  const wordsHead = { transform: `${head}.dense`, norm: `${head}.LayerNorm`, bias, size: wordSize, activation, epsilon };
  const poolerActivation = readActivation(config, 'pooler_hidden_act', 'gelu');
  const names = { sequence: 'classifier', token: 'classifier', answer: 'qa_outputs' };
  const pooler = { name: 'pooler.dense', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    poolerActivation(context, await dense(context, tensors, pooler, rows)),
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
    query: `${path}.attention.self.query_proj`,
    key: `${path}.attention.self.key_proj`,
    value: `${path}.attention.self.value_proj`,
    attended: `${path}.attention.output.dense`,
    attentionNorm: `${path}.attention.output.LayerNorm`,
    widened: `${path}.intermediate.dense`,
    narrowed: `${path}.output.dense`,
    outputNorm: `${path}.output.LayerNorm`,
  };
}
