import type { Checkpoint } from '../../models/checkpoint.js';
import { readActivation } from '../blocks/activation.js';
import { dense } from '../blocks/dense.js';
import { atAsked, encoderAttention, localMask, maskForQueries, masksOnDevice } from '../blocks/encoderAttention.js';
import { encoderNorm } from '../blocks/encoderNorm.js';
import { labelKind, labelNames } from '../blocks/labels.js';
import { rotary, type Rotary, type RotaryAngles } from '../blocks/rotary.js';
import { scaledFrequencies } from '../blocks/rotaryFrequencies.js';
import { vocabulary } from '../blocks/vocabulary.js';
import { writeWordsHead } from '../blocks/wordsHead.js';
import { maxPositions } from '../checkPositions.js';
import { ConfigReader } from '../configReader.js';
import type { Value } from '../onnx/graphBuilder.js';
import { stackedRows } from '../weights/matrix.js';
import type { EncoderArchitecture, EncoderContext, EncoderInputs, EncoderShape, LabelHead } from './encoder.js';

/** The rotary tables hold at most this many positions. */

/** Where layers look: at all tokens, or at those within a window; each kind has rotary tables of its own. */
type LayerKind = 'full_attention' | 'sliding_attention';

/** Where a layer's tokens are, and which of them its queries see. */
interface Sight {
  readonly keys: Rotary;
  readonly queries: Rotary;
  readonly mask: Value;
}

/** ModernBERT (Warner et al. 2024, https://arxiv.org/abs/2412.13663): pre-norm, rotary positions, local and global layers, GeGLU. */
export function readModernbert(checkpoint: Checkpoint): EncoderArchitecture {
  const config = new ConfigReader(checkpoint.name, checkpoint.config);
  const { tensors } = checkpoint;
  const shape = readShape(config);
  const { hiddenSize, headSize } = shape;
  const kinds = readKinds(config, shape.layers);
  const epsilon = config.number('norm_eps', 1e-5);
  const intermediate = config.integer('intermediate_size');
  const activation = readActivation(config, 'hidden_activation', 'gelu');
  const headActivation = readActivation(config, 'classifier_activation', 'gelu');
  const reach = Math.floor(config.integer('local_attention', 128) / 2);
  const tied = config.boolean('tie_word_embeddings', true);
  // A checkpoint without a head has no prefix.
  const root = tensors.has('embeddings.tok_embeddings.weight') ? '' : 'model.';
  const norm = (context: EncoderContext, name: string, x: Value): Promise<Value> =>
    encoderNorm(context, tensors, name, hiddenSize, epsilon, x);
  const project = (context: EncoderContext, name: string, x: Value, rows: number, columns: number): Promise<Value> =>
    dense(context, tensors, { name, rows, columns }, x);

  /** How each layer sees all tokens, and how the last one sees them from the asked ones. */
  async function writeSights(context: EncoderContext, inputs: EncoderInputs): Promise<Sight[]> {
    const { graph } = context;
    const { positions, mask, asked } = inputs;
    if (context.device !== 'cpu') return writeSightsOnDevice(context, inputs);
    const sights: Partial<Record<LayerKind, Sight>> = {};
    const see = (kind: LayerKind, keys: Rotary, queries: Rotary): Sight => {
      const from = queries.positions;
      const seen = kind === 'full_attention' ? maskForQueries(graph, mask, from) : localMask(graph, mask, from, positions, reach);
      return { keys, queries, mask: seen };
    };
    for (const kind of new Set(kinds)) {
      const rotation = await rotary(context, readFrequencies(config, kind, headSize), shape.contextLength, positions, `rotary.${kind}`);
      sights[kind] = see(kind, rotation, rotation);
    }
    const all = kinds.map((kind) => sights[kind] as Sight);
    const { keys } = all.at(-1) as Sight;
    const last = see(kinds.at(-1) as LayerKind, keys, { ...keys, positions: atAsked(graph, positions, asked, 0) });
    return [...all.slice(0, -1), last];
  }

  /** There, all queries are turned, also where few are asked: positions are too long numbers to be taken apart. */
  async function writeSightsOnDevice(context: EncoderContext, { positions, mask, asked }: EncoderInputs): Promise<Sight[]> {
    const sights: Partial<Record<LayerKind, { readonly all: Sight; readonly asked: Sight }>> = {};
    for (const kind of new Set(kinds)) {
      const keys = await rotary(context, readFrequencies(config, kind, headSize), shape.contextLength, positions, `rotary.${kind}`);
      const masks = masksOnDevice(context.graph, mask, asked, shape.contextLength, kind === 'full_attention' ? undefined : reach);
      sights[kind] = { all: { keys, queries: keys, mask: masks.all }, asked: { keys, queries: keys, mask: masks.asked } };
    }
    return kinds.map((kind, layer) => (sights[kind] as { all: Sight; asked: Sight })[layer + 1 < kinds.length ? 'all' : 'asked']);
  }

  /** x [B, S, hidden], normalised → [B, Q, hidden]. */
  async function selfAttention(context: EncoderContext, layer: number, x: Value, sight: Sight, asked?: Value): Promise<Value> {
    const { graph } = context;
    const path = `${root}layers.${layer}.attn`;
    const joined = await project(context, `${path}.Wqkv`, x, 3 * hiddenSize, hiddenSize);
    const sizes = graph.ints([hiddenSize, hiddenSize, hiddenSize]);
    const [q, k, value] = graph.ops('Split', 3, [joined, sizes], { axis: -1 }) as [Value, Value, Value];
    const turn = (part: Value, by: Rotary): Value => graph.contrib('RotaryEmbedding', [part, by.positions, by.cosines, by.sines]);
    const atQueries = (part: Value): Value => (asked === undefined ? part : atAsked(graph, part, asked, hiddenSize));
    const query = context.device === 'cpu' ? turn(atQueries(q), sight.queries) : atQueries(turn(q, sight.queries));
    const attended = encoderAttention(context, shape, { query, key: turn(k, sight.keys), value, mask: sight.mask });
    return project(context, `${path}.Wo`, attended, hiddenSize, hiddenSize);
  }

  async function feedForward(context: EncoderContext, layer: number, x: Value): Promise<Value> {
    const { graph } = context;
    const path = `${root}layers.${layer}.mlp`;
    const both = await project(context, `${path}.Wi`, x, 2 * intermediate, hiddenSize);
    const [input, gate] = graph.ops('Split', 2, [both, graph.ints([intermediate, intermediate])], { axis: -1 }) as [Value, Value];
    return project(context, `${path}.Wo`, graph.op('Mul', [activation(context, input), gate]), hiddenSize, intermediate);
  }

  const wordsHead = { transform: 'head.dense', norm: 'head.norm', bias: 'decoder.bias', activation: headActivation, epsilon };
  const labels = readLabels(checkpoint, config, hiddenSize, async (context, rows) =>
    norm(context, 'head.norm', headActivation(context, await project(context, 'head.dense', rows, hiddenSize, hiddenSize))),
  );
  return {
    shape,
    heads: {
      ...(tensors.has('head.dense.weight') &&
        labels === undefined && {
          words: (context, rows, words) => writeWordsHead(context, tensors, shape, wordsHead, rows, words),
        }),
      ...(labels && { labels }),
    },
    positions: (ids) => [...ids.keys()],
    async body(context, inputs) {
      const { graph } = context;
      const table = stackedRows(tensors, [`${root}embeddings.tok_embeddings.weight`], [shape.vocabularySize], hiddenSize);
      const words = await vocabulary(
        context,
        table,
        tied ? undefined : stackedRows(tensors, ['decoder.weight'], [shape.vocabularySize], hiddenSize),
      );
      const sights = await writeSights(context, inputs);
      const inner: Value[] = [];
      let stream = await norm(context, `${root}embeddings.norm`, words.embed(inputs.ids)); // [B, S, hidden]
      for (let layer = 0; layer < shape.layers; layer++) {
        inner.push(stream);
        const asked = layer + 1 === shape.layers ? inputs.asked : undefined;
        // The first layer's input is normalised already.
        const x = layer === 0 ? stream : await norm(context, `${root}layers.${layer}.attn_norm`, stream);
        const attended = await selfAttention(context, layer, x, sights[layer] as Sight, asked);
        const before = asked === undefined ? stream : atAsked(graph, stream, asked, hiddenSize);
        const middle = graph.op('Add', [before, attended]);
        const fedForward = await feedForward(context, layer, await norm(context, `${root}layers.${layer}.mlp_norm`, middle));
        stream = graph.op('Add', [middle, fedForward]);
      }
      return { inner, last: await norm(context, `${root}final_norm`, stream), vocabulary: words };
    },
  };
}

function readShape(config: ConfigReader): EncoderShape & { readonly heads: number } {
  const heads = config.integer('num_attention_heads');
  const hiddenSize = config.integer('hidden_size');
  if (hiddenSize % (2 * heads) !== 0) throw config.invalid('hidden_size', `a multiple of ${2 * heads}`, hiddenSize);
  return {
    layers: config.integer('num_hidden_layers'),
    heads,
    headSize: hiddenSize / heads,
    hiddenSize,
    vocabularySize: config.integer('vocab_size'),
    contextLength: Math.min(maxPositions, config.integer('max_position_embeddings', maxPositions)),
    segments: 1,
  };
}

function readKinds(config: ConfigReader, layers: number): readonly LayerKind[] {
  const every = config.integer('global_attn_every_n_layers', 3);
  const byRule = Array.from({ length: layers }, (_, layer) => (layer % every === 0 ? 'full_attention' : 'sliding_attention'));
  const kinds = config.texts('layer_types') ?? byRule;
  if (kinds.length !== layers || !kinds.every((kind) => kind === 'full_attention' || kind === 'sliding_attention')) {
    throw config.invalid('layer_types', `${layers} times "full_attention" or "sliding_attention"`, kinds);
  }
  return kinds;
}

/** From `rope_parameters`, or from `global_rope_theta` and `local_rope_theta` in older configurations. */
function readFrequencies(config: ConfigReader, kind: LayerKind, headSize: number): RotaryAngles {
  const section = config.section('rope_parameters')?.section(kind);
  const [older, fallback] = kind === 'full_attention' ? ['global_rope_theta', 160_000] : ['local_rope_theta', 10_000];
  const base = section?.has('rope_theta') === true ? section.number('rope_theta') : config.number(older, fallback);
  return scaledFrequencies(config, section, base, headSize);
}

function readLabels(
  checkpoint: Checkpoint,
  config: ConfigReader,
  hiddenSize: number,
  before: (context: EncoderContext, rows: Value) => Promise<Value>,
): LabelHead | undefined {
  const { tensors } = checkpoint;
  const kind = labelKind(checkpoint);
  if (kind === undefined || !tensors.has('classifier.weight')) return undefined;
  const labels = labelNames(checkpoint, kind, 'classifier');
  const pooling = config.text('classifier_pooling', 'cls');
  if (pooling !== 'cls' && pooling !== 'mean') throw config.unsupported(`the pooling "${pooling}"`);
  return {
    kind,
    pooling: pooling === 'cls' ? 'first' : 'mean',
    labels,
    write: async (context, rows) =>
      dense(context, tensors, { name: 'classifier', rows: labels.length, columns: hiddenSize }, await before(context, rows)),
  };
}
