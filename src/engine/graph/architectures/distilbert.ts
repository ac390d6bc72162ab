import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { embedding } from '../blocks/embeddings.js';
import { encoderNorm } from '../blocks/encoderNorm.js';
import { readLayerHeads } from '../blocks/layerHeads.js';
import { postNormLayers, upperPostNormLayers, type PostNormModel } from '../blocks/postNormLayers.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { gapReader, writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import { stackedRows } from '../weights/matrix.js';
import type { EncoderArchitecture, EncoderShape } from './encoder.js';

/** Of all normalisations; the configuration has no key for it. */
const epsilon = 1e-12;

/** DistilBERT (Sanh et al. 2019, https://arxiv.org/abs/1910.01108): BERT's layers, half as many, without segments and pooler. */
export function readDistilbert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const layers = config.integer('n_layers');
  const { heads, headSize } = readLayerHeads(config, ['n_heads', 'dim'], layers);
  const shape = { ...readSizes(config), layers, headSize };
  const { hiddenSize } = shape;
  const activation = readActivation(config, 'activation', 'gelu');
  const root = tensors.has('embeddings.word_embeddings.weight') ? '' : 'distilbert.';
  const model: PostNormModel = {
    tensors,
    shape,
    heads,
    intermediate: config.integerOfLayers('hidden_dim', shape.layers, 4 * hiddenSize),
    epsilon,
    activation,
    names(layer) {
      const path = `${root}transformer.layer.${layer}`;
      return {
        query: `${path}.attention.q_lin`,
        key: `${path}.attention.k_lin`,
        value: `${path}.attention.v_lin`,
        attended: `${path}.attention.out_lin`,
        attentionNorm: `${path}.sa_layer_norm`,
        widened: `${path}.ffn.lin1`,
        narrowed: `${path}.ffn.lin2`,
        outputNorm: `${path}.output_layer_norm`,
      };
    },
  };
  const vocabularyName = `${root}embeddings.word_embeddings.weight`;
  const wordsHead = { transform: 'vocab_transform', norm: 'vocab_layer_norm', bias: 'vocab_projector.bias', activation, epsilon };
  const names = { sequence: 'classifier', token: 'classifier', answer: 'qa_outputs' };
  const before = { name: 'pre_classifier', rows: hiddenSize, columns: hiddenSize };
  const labels = readClassifier(checkpoint, hiddenSize, names, async (context, rows) =>
    context.graph.op('Relu', [await dense(context, tensors, before, rows)]),
  );
  return {
    shape,
    heads: {
      ...(tensors.has('vocab_transform.weight') && {
        words: (context, rows, words) => writeWordsHead(context, tensors, shape, wordsHead, rows, words),
      }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    upper: (context, inputs) => upperPostNormLayers(context, model, inputs),
    gaps: gapReader(tensors, hiddenSize, wordsHead, vocabularyName),
    async body(context, { ids, positions, mask, asked }) {
      const words = await vocabulary(context, stackedRows(tensors, [vocabularyName], [shape.vocabularySize], hiddenSize));
      const table = { name: `${root}embeddings.position_embeddings`, rows: shape.contextLength, columns: hiddenSize };
      const sum = context.graph.op('Add', [words.embed(ids), await embedding(context, tensors, table, positions)]);
      const embedded = await encoderNorm(context, tensors, `${root}embeddings.LayerNorm`, hiddenSize, epsilon, sum);
      return { ...(await postNormLayers(context, model, embedded, { mask, asked, positions })), vocabulary: words };
    },
  };
}

function readSizes(config: ConfigReader): Omit<EncoderShape, 'layers' | 'headSize'> {
  return {
    hiddenSize: config.integer('dim'),
    vocabularySize: config.integer('vocab_size'),
    contextLength: config.integer('max_position_embeddings', 512),
    segments: 1,
  };
}
