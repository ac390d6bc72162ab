import type { Checkpoint } from '../../models/checkpoint.js';
import type { EncoderContext, EncoderInputs, EncoderShape, EncoderStates } from '../architectures/encoder.js';
import type { ConfigReader } from '../configReader.js';
import { stackedRows } from '../weights/matrix.js';
import { readActivation, type Activation } from './activation.js';
import { embedding } from './embeddings.js';
import { encoderNorm } from './encoderNorm.js';
import { readLayerHeads } from './layerHeads.js';
import { postNormLayers, type PostNormNames } from './postNormLayers.js';
import { vocabulary } from './vocabulary.js';

/** What BERT and RoBERTa have in common: everything below their heads. */
export interface BertBody {
  readonly shape: EncoderShape;
  readonly epsilon: number;
  readonly activation: Activation;
  write(context: EncoderContext, inputs: EncoderInputs): Promise<EncoderStates>;
}

/**
 * @param prefix what the tensors' names start with in a checkpoint that has a head
 * @param firstPosition the position of a sequence's first token; the table has no use for those before
 */
export function readBertBody(checkpoint: Checkpoint, config: ConfigReader, prefix: string, firstPosition = 0): BertBody {
  const { tensors } = checkpoint;
  // A checkpoint without a head has no prefix.
  const root = tensors.has('embeddings.word_embeddings.weight') ? '' : prefix;
  const positions = config.integer('max_position_embeddings', 512, firstPosition + 1);
  const kind = config.text('position_embedding_type', 'absolute');
  if (kind !== 'absolute') throw config.unsupported(`position embeddings of the kind "${kind}"`);
  const layers = config.integer('num_hidden_layers');
  const { heads, headSize } = readLayerHeads(config, ['num_attention_heads', 'hidden_size'], layers);
  const shape = { ...readSizes(config, positions - firstPosition), layers, headSize };
  const { hiddenSize } = shape;
  const epsilon = config.number('layer_norm_eps', 1e-12);
  const activation = readActivation(config, 'hidden_act', 'gelu');
  const intermediate = config.integerOfLayers('intermediate_size', shape.layers, 4 * hiddenSize);
  const segmentKinds = config.integer('type_vocab_size', 2);

  return {
    shape,
    epsilon,
    activation,
    async write(context, { ids, positions: places, segments, mask, asked }) {
      const { graph } = context;
      const words = await vocabulary(
        context,
        stackedRows(tensors, [`${root}embeddings.word_embeddings.weight`], [shape.vocabularySize], hiddenSize),
      );
      const positionTable = { name: `${root}embeddings.position_embeddings`, rows: positions, columns: hiddenSize };
      const segmentTable = { name: `${root}embeddings.token_type_embeddings`, rows: segmentKinds, columns: hiddenSize };
      const segment = await embedding(context, tensors, segmentTable, segments ?? graph.ints([0], [1, 1]));
      const place = graph.op('Add', [await embedding(context, tensors, positionTable, places), segment]);
      const sum = graph.op('Add', [words.embed(ids), place]); // [B, S, hidden]
      const embedded = await encoderNorm(context, tensors, `${root}embeddings.LayerNorm`, hiddenSize, epsilon, sum);
      const model = { tensors, shape, heads, intermediate, epsilon, activation, names: (layer: number) => layerNames(root, layer) };
      return { ...(await postNormLayers(context, model, embedded, { mask, asked })), vocabulary: words };
    },
  };
}

function readSizes(config: ConfigReader, contextLength: number): Omit<EncoderShape, 'layers' | 'headSize'> {
  return {
    hiddenSize: config.integer('hidden_size'),
    vocabularySize: config.integer('vocab_size'),
    contextLength,
    segments: config.integer('type_vocab_size', 2),
  };
}

function layerNames(root: string, layer: number): PostNormNames {
  const path = `${root}encoder.layer.${layer}`;
  return {
    query: `${path}.attention.self.query`,
    key: `${path}.attention.self.key`,
    value: `${path}.attention.self.value`,
    attended: `${path}.attention.output.dense`,
    attentionNorm: `${path}.attention.output.LayerNorm`,
    widened: `${path}.intermediate.dense`,
    narrowed: `${path}.output.dense`,
    outputNorm: `${path}.output.LayerNorm`,
  };
}
