import type { Checkpoint } from '../../models/checkpoint.js';
import type { EncoderContext, EncoderInputs, EncoderShape, EncoderStates, UpperLayers } from '../architectures/encoder.js';
import type { ConfigReader } from '../configReader.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';
import { readActivation, type Activation } from './activation.js';
import { dense } from './dense.js';
import { embedding } from './embeddings.js';
import { encoderNorm } from './encoderNorm.js';
import { readLayerHeads } from './layerHeads.js';
import { postNormLayers, upperPostNormLayers, type PostNormModel, type PostNormNames } from './postNormLayers.js';
import { vocabulary } from './vocabulary.js';

/** What BERT and its relatives have in common: everything below their heads. */
export interface BertBody {
  readonly shape: EncoderShape;
  readonly epsilon: number;
  readonly activation: Activation;
  /** The width of the embedding. */
  readonly wordSize: number;
  /** The name of the embedding in the checkpoint. */
  readonly words: string;
  write(context: EncoderContext, inputs: EncoderInputs): Promise<EncoderStates>;
  /** Absent where layers share weights, or know how far tokens are from each other. */
  readonly upper?: UpperLayers;
}

/** In what a relative of BERT differs from it below its heads. */
export interface BertVariant extends Pick<PostNormModel, 'isRepeated' | 'attentionScale' | 'relative'> {
  /** The position of a sequence's first token; the table has no use for those before. */
  readonly firstPosition?: number;
  /** Whether the embedding knows positions; so it is where it is absent. */
  readonly hasPositions?: boolean;
  /** How many kinds of segments there are where the configuration does not say. */
  readonly segmentKinds?: number;
  /** The width of the embedding where it is not that of the layers. */
  readonly wordSize?: number;
  /** The layer that widens the embedding, after its normalisation or before it. */
  readonly widening?: { readonly name: string; readonly isFirst?: boolean };
  /** Names of a layer's parts; `root` is the prefix, or nothing. */
  readonly names?: (root: string, layer: number) => PostNormNames;
  readonly epsilon?: number;
}

/** @param prefix what the tensors' names start with in a checkpoint that has a head */
export function readBertBody(checkpoint: Checkpoint, config: ConfigReader, prefix: string, variant: BertVariant = {}): BertBody {
  const { tensors } = checkpoint;
  const { firstPosition = 0, hasPositions = true, widening } = variant;
  // A checkpoint without a head has no prefix.
  const root = tensors.has('embeddings.word_embeddings.weight') ? '' : prefix;
  const words = `${root}embeddings.word_embeddings.weight`;
  const positions = config.integer('max_position_embeddings', 512, firstPosition + 1);
  const kind = config.text('position_embedding_type', 'absolute');
  if (kind !== 'absolute') throw config.unsupported(`position embeddings of the kind "${kind}"`);
  const layers = config.integer('num_hidden_layers');
  const { heads, headSize } = readLayerHeads(config, ['num_attention_heads', 'hidden_size'], layers);
  const segmentKinds = config.integer('type_vocab_size', variant.segmentKinds ?? 2, 0);
  const shape = { ...readSizes(config, positions - firstPosition), layers, headSize, segments: Math.max(1, segmentKinds) };
  const { hiddenSize } = shape;
  const { wordSize = hiddenSize } = variant;
  const epsilon = config.number('layer_norm_eps', variant.epsilon ?? 1e-12);
  const activation = readActivation(config, 'hidden_act', 'gelu');
  const intermediate = config.integerOfLayers('intermediate_size', shape.layers, 4 * hiddenSize);
  const names = variant.names ?? layerNames;

  /** What is added to the words for where they are: [B, S, word size]. */
  async function place(context: EncoderContext, { positions: at, segments }: EncoderInputs): Promise<Value | undefined> {
    const { graph } = context;
    const segmentTable = { name: `${root}embeddings.token_type_embeddings`, rows: segmentKinds, columns: wordSize };
    const segment = segmentKinds > 0 ? await embedding(context, tensors, segmentTable, segments ?? graph.ints([0], [1, 1])) : undefined;
    if (!hasPositions) return segment;
    const positionTable = { name: `${root}embeddings.position_embeddings`, rows: positions, columns: wordSize };
    const position = await embedding(context, tensors, positionTable, at);
    return segment === undefined ? position : graph.op('Add', [position, segment]);
  }

  const model: PostNormModel = {
    ...variant,
    tensors,
    shape,
    heads,
    intermediate,
    epsilon,
    activation,
    names: (layer) => names(root, layer),
  };
  const isWhole = variant.isRepeated === undefined && variant.relative === undefined;
  return {
    shape,
    epsilon,
    activation,
    wordSize,
    words,
    ...(isWhole && { upper: (context, inputs) => upperPostNormLayers(context, model, inputs) }),
    async write(context, inputs) {
      const { graph } = context;
      const table = await vocabulary(context, stackedRows(tensors, [words], [shape.vocabularySize], wordSize));
      const added = await place(context, inputs);
      const sum = added === undefined ? table.embed(inputs.ids) : graph.op('Add', [table.embed(inputs.ids), added]); // [B, S, word size]
      const widen = async (x: Value): Promise<Value> =>
        widening === undefined ? x : dense(context, tensors, { name: `${root}${widening.name}`, rows: hiddenSize, columns: wordSize }, x);
      const isFirst = widening?.isFirst === true;
      const normed = await encoderNorm(
        context,
        tensors,
        `${root}embeddings.LayerNorm`,
        isFirst ? hiddenSize : wordSize,
        epsilon,
        isFirst ? await widen(sum) : sum,
      );
      return { ...(await postNormLayers(context, model, isFirst ? normed : await widen(normed), inputs)), vocabulary: table };
    },
  };
}

function readSizes(config: ConfigReader, contextLength: number): Omit<EncoderShape, 'layers' | 'headSize' | 'segments'> {
  return { hiddenSize: config.integer('hidden_size'), vocabularySize: config.integer('vocab_size'), contextLength };
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
