import type { Checkpoint, TensorSource } from '../../models/checkpoint.js';
import type { EncoderContext } from '../architectures/encoder.js';
import type { ConfigReader } from '../configReader.js';
import { bytesOf, store } from '../graphContext.js';
import { elementTypes } from '../onnx/model.js';
import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { matrixShape, stackedRows, vector } from '../weights/matrix.js';
import { distanceRows } from './distances.js';
import type { RelativeScores } from './postNormLayers.js';
import { scaled } from './scaled.js';

/** How DeBERTa's attention takes distances into account. */
export interface Distances {
  readonly heads: number;
  readonly headSize: number;
  readonly epsilon: number;
  /** Kinds of distances to either side; the table has twice as many rows. */
  readonly span: number;
  /** The longest distance that is told apart from longer ones. */
  readonly furthest: number;
  /** Whether far distances share their kinds with others. */
  readonly isBucketed: boolean;
  /** Queries with distances of keys, keys with distances of queries. */
  readonly terms: readonly ('c2p' | 'p2c')[];
  /** Whether distances go through the layers of queries and keys, and not through layers of their own. */
  readonly sharesLayers: boolean;
  readonly isNormed: boolean;
  /** What all scores are multiplied by: there are up to three in a sum. */
  readonly scale: number;
}

/** Undefined where a model does without. */
export function readDistances(config: ConfigReader): Distances | undefined {
  if (!config.boolean('relative_attention', false)) return undefined;
  const heads = config.integer('num_attention_heads');
  const headSize = config.integer('hidden_size') / heads;
  const stated = config.has('max_relative_positions') ? config.number('max_relative_positions') : -1;
  const furthest = stated < 1 ? config.integer('max_position_embeddings', 512) : stated;
  const buckets = config.has('position_buckets') ? config.number('position_buckets') : -1;
  const named = readTerms(config);
  const terms = (['c2p', 'p2c'] as const).filter((term) => named.includes(term));
  return {
    heads,
    headSize,
    epsilon: config.number('layer_norm_eps', 1e-7),
    span: buckets > 0 ? buckets : furthest,
    furthest,
    isBucketed: buckets > 0,
    terms,
    sharesLayers: config.boolean('share_att_key', false),
    isNormed: config.text('norm_rel_ebd', 'none').toLowerCase().includes('layer_norm'),
    scale: (headSize * (1 + terms.length)) ** -0.5,
  };
}

/** @param root what the names of the layers, of the table of distances and of its normalisation start with, without the dot */
export function disentangledScores({ tensors }: Checkpoint, model: Distances, root: string): RelativeScores {
  const { heads, furthest, scale, terms } = model;
  return async (context, places) => {
    const { graph } = context;
    const kinds = graph.ints(Array.from({ length: 2 * furthest + 1 }, (_, row) => kindOf(row - furthest, model)));
    const rows = graph.op('Gather', [kinds, distanceRows(graph, places, furthest)]); // [B, Q, S]
    const index = graph.op('Unsqueeze', [graph.op('Cast', [rows], { to: elementTypes.int32 }), graph.ints([1])]); // [B, 1, Q, S]
    const ofEachHead = graph.op('Expand', [index, graph.ints([1, heads, 1, 1])]);
    const table = await readTable(tensors, model, root);
    return async (layer, query, key) => {
      const path = `${root}.layer.${layer}.attention.self`;
      const through = (part: 'query' | 'key'): Promise<Value> =>
        project(context, tensors, model, table, model.sharesLayers ? `${path}.${part}_proj` : `${path}.pos_${part}_proj`);
      const sums: Value[] = [];
      if (terms.includes('c2p')) {
        const scores = graph.op('MatMul', [byHead(graph, query, model, [0, 2, 1, 3]), await through('key')]); // [B, heads, Q, 2 · span]
        sums.push(graph.op('GatherElements', [scores, ofEachHead], { axis: 3 }));
      }
      if (terms.includes('p2c')) {
        const distances = graph.op('Transpose', [await through('query')], { perm: [0, 2, 1] }); // [heads, 2 · span, size]
        const scores = graph.op('MatMul', [distances, byHead(graph, key, model, [0, 2, 3, 1])]); // [B, heads, 2 · span, S]
        sums.push(graph.op('GatherElements', [scores, ofEachHead], { axis: 2 }));
      }
      const [first = graph.floats([0], []), second] = sums;
      return scaled(graph, second === undefined ? first : graph.op('Add', [first, second]), scale);
    };
  };
}

function readTerms(config: ConfigReader): readonly string[] {
  // Older configurations have one text, "p2c|c2p".
  return config.isText('pos_att_type') ? config.text('pos_att_type').toLowerCase().split('|') : (config.texts('pos_att_type') ?? []);
}

function byHead(graph: GraphBuilder, x: Value, { heads, headSize }: Distances, perm: readonly number[]): Value {
  return graph.op('Transpose', [graph.op('Reshape', [x, graph.ints([0, 0, heads, headSize])])], { perm });
}

/** What stands for each kind of distance, [2 · span, width]. */
async function readTable(
  tensors: TensorSource,
  { heads, headSize, span, isNormed, epsilon }: Distances,
  root: string,
): Promise<Float32Array> {
  const width = heads * headSize;
  matrixShape(tensors, `${root}.rel_embeddings.weight`, 2 * span, width);
  const table = await tensors.floats(`${root}.rel_embeddings.weight`);
  if (!isNormed) return table;
  const gain = await vector(tensors, `${root}.LayerNorm.weight`, width);
  const bias = await vector(tensors, `${root}.LayerNorm.bias`, width);
  const normed = new Float32Array(table.length);
  for (let start = 0; start < table.length; start += width) {
    const row = table.subarray(start, start + width);
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    for (let i = 0; i < width; i++) {
      const unit = ((row[i] as number) - mean) / Math.sqrt(variance + epsilon);
      normed[start + i] = unit * (gain[i] as number) + (bias[i] as number);
    }
  }
  return normed;
}

/** The table through one layer, computed here once and for all: [heads, size, 2 · span]. */
async function project(
  context: EncoderContext,
  tensors: TensorSource,
  { heads, headSize, span }: Distances,
  table: Float32Array,
  name: string,
): Promise<Value> {
  const width = heads * headSize;
  const kinds = 2 * span;
  const weight = await stackedRows(tensors, [`${name}.weight`], [width], width).read(0, width);
  const bias = tensors.has(`${name}.bias`) ? await vector(tensors, `${name}.bias`, width) : new Float32Array(width);
  const out = new Float32Array(width * kinds);
  for (let row = 0; row < width; row++) {
    for (let kind = 0; kind < kinds; kind++) {
      let sum = bias[row] as number;
      for (let i = 0; i < width; i++) sum += (weight[row * width + i] as number) * (table[kind * width + i] as number);
      out[row * kinds + kind] = sum;
    }
  }
  return store(context, `${name}.distances`, 'float32', [heads, headSize, kinds], bytesOf(out));
}

/**
 * The row of the table that stands for a distance, a query being so far after its key: near ones have one each, further ones share it in ever
 * wider groups. Source: `make_log_bucket_position` in transformers, in whose digits it is computed.
 */
function kindOf(distance: number, { span, furthest, isBucketed }: Distances): number {
  const middle = Math.floor(span / 2);
  const far = Math.abs(distance);
  const log = (value: number): number => Math.fround(Math.log(Math.fround(value)));
  const grown = (): number => {
    const share = Math.fround(log(far / middle) / log((furthest - 1) / middle));
    return Math.ceil(Math.fround(share * (middle - 1))) + middle;
  };
  const kind = !isBucketed || far <= middle ? distance : grown() * Math.sign(distance);
  return Math.min(2 * span - 1, Math.max(0, kind + span));
}
