import type { Checkpoint } from '../../models/checkpoint.js';
import { readBertBody } from '../blocks/bertBody.js';
import { readClassifier } from '../blocks/classifierHead.js';
import { dense } from '../blocks/dense.js';
import { distanceRows } from '../blocks/distances.js';
import type { PostNormNames, RelativeScores } from '../blocks/postNormLayers.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { ConfigReader } from '../configReader.js';
import { matrixShape } from '../weights/matrix.js';
import type { EncoderArchitecture } from './encoder.js';
import { positionsAfter } from './roberta.js';

/** Stands in no text; the reference knows no other number for it. */
const padding = 1;

/** MPNet (Song et al. 2020, https://arxiv.org/abs/2004.09297): BERT's layers without segments; scores also depend on how far a key is away. */
export function readMpnet(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const body = readBertBody(checkpoint, new ConfigReader(checkpoint.name, { ...checkpoint.config, type_vocab_size: 0 }), 'mpnet.', {
    firstPosition: padding + 1,
    names: (root, layer) => layerNames(`${root}encoder.layer.${layer}`),
    relative: relativeScores(checkpoint, config),
  });
  const { shape, activation, epsilon } = body;
  const { hiddenSize } = shape;
  const wordsHead = { transform: 'lm_head.dense', norm: 'lm_head.layer_norm', bias: 'lm_head.bias', activation, epsilon };
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
  };
}

/** All layers share a table that has a number for each head and kind of distance. */
function relativeScores({ tensors }: Checkpoint, config: ConfigReader): RelativeScores {
  const heads = config.integer('num_attention_heads');
  const buckets = config.integer('relative_attention_num_buckets', 32);
  const reach = config.integer('max_position_embeddings', 512);
  const name = tensors.has('encoder.relative_attention_bias.weight')
    ? 'encoder.relative_attention_bias'
    : 'mpnet.encoder.relative_attention_bias';
  return async (context, places) => {
    const { graph } = context;
    matrixShape(tensors, `${name}.weight`, buckets, heads);
    const byBucket = await tensors.floats(`${name}.weight`);
    const byDistance = new Float32Array((2 * reach + 1) * heads);
    for (let row = 0; row <= 2 * reach; row++) {
      const bucket = bucketOf(row - reach);
      byDistance.set(byBucket.subarray(bucket * heads, (bucket + 1) * heads), row * heads);
    }
    const table = graph.floats(byDistance, [2 * reach + 1, heads]);
    const scores = graph.op('Transpose', [graph.op('Gather', [table, distanceRows(graph, places, reach)])], { perm: [0, 3, 1, 2] });
    return () => Promise.resolve(scores);
  };
}

/**
 * The kind of a distance, a query being so far after its key: each of the nearest is a kind of its own, then they get wider up to 128.
 * The reference always has 32 kinds. Source: `relative_position_bucket` in transformers.
 */
function bucketOf(distance: number): number {
  const [half, exact, furthest] = [16, 8, 128];
  const far = Math.abs(distance);
  // In half the digits, as the reference computes it: a boundary between kinds hangs on the last of them.
  const log = (value: number): number => Math.fround(Math.log(value));
  const grown = exact + Math.trunc(Math.fround(log(Math.max(far, 1) / exact) / log(furthest / exact)) * (half - exact));
  return (distance < 0 ? half : 0) + (far < exact ? far : Math.min(grown, half - 1));
}

function layerNames(path: string): PostNormNames {
  return {
    query: `${path}.attention.attn.q`,
    key: `${path}.attention.attn.k`,
    value: `${path}.attention.attn.v`,
    attended: `${path}.attention.attn.o`,
    attentionNorm: `${path}.attention.LayerNorm`,
    widened: `${path}.intermediate.dense`,
    narrowed: `${path}.output.dense`,
    outputNorm: `${path}.output.LayerNorm`,
  };
}
