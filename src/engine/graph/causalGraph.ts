import type { Checkpoint } from '../models/checkpoint.js';
import type { CausalArchitecture, CausalAttention, CausalContext } from './architectures/causal.js';
import { readCausalArchitecture } from './architectures/registry.js';
import { CachedAttention, type CacheType } from './blocks/cachedAttention.js';
import { distributionNames, writeDistribution } from './blocks/distribution.js';
import { GroupedQueryAttention } from './blocks/groupedQueryAttention.js';
import { LowRankInputs } from './blocks/lowRankInputs.js';
import type { GraphTarget, Precision } from './graphContext.js';
import { devices } from '../../common/devices.js';
import { encodeModel } from './onnx/encode.js';
import { GraphBuilder, type Value } from './onnx/graphBuilder.js';
import type { WeightFile } from './weights/weightFile.js';

/** Inputs and outputs of every causal graph, beside those of its cache. S tokens go in, R of them are asked about. */
export const causalNames = {
  /** int64 [S] */
  ids: 'input_ids',
  /** int64 [1, S] */
  positions: 'position_ids',
  /** int64 [R]: the tokens after which the next one is asked for. */
  rows: 'rows',
  /** float32 [1, S, hidden]: what the last layer gives, normalised, for classifiers on top. */
  hidden: 'hidden_states',
  /** float32 [1, S, hidden]: what goes into the first layer that takes adapters, where some do. */
  lower: 'lower_states',
  ...distributionNames,
} as const;

export interface CausalGraphOptions {
  readonly precision: Precision;
  readonly target: GraphTarget;
  /** `distribution` is what decoders use; `logits` returns the whole of them, [R, V], to compare with a reference. */
  readonly output: 'distribution' | 'logits';
  /** Layers from this one on take low-rank adapters as inputs (`factorInput`, `lowRankScale`); absent where none does. */
  readonly adaptedFrom?: number;
}

/** How a graph with a cache in the process's memory keeps keys and values: exactly, where the weights are exact. */
export function cacheType(precision: Precision): CacheType {
  return precision === 'float32' ? 'float32' : 'float16';
}

/** Name of the output of graphs with whole logits. */
export const logitsName = 'logits';

/** Writes the graph of a causal language model; its weights go to `file`. Returns the encoded graph. */
export async function buildCausalGraph(checkpoint: Checkpoint, options: CausalGraphOptions, file: WeightFile): Promise<Uint8Array> {
  const architecture = readCausalArchitecture(checkpoint);
  const { precision, target, adaptedFrom } = options;
  const graph = new GraphBuilder(target.numbers);
  const { shape } = architecture;
  const isRead = devices[target.device].cache === 'process';
  const attention = isRead ? new CachedAttention(graph, shape, cacheType(precision)) : new GroupedQueryAttention(graph, shape);
  const upper = adaptedFrom === undefined ? {} : { upper: { below: adaptedFrom, inputs: new LowRankInputs() } };
  const context: CausalContext = { graph, file, precision, device: target.device, isExact: target.isExact, ...upper };
  const { logits, hidden, lower } = await writeModel(context, architecture, attention);
  if (options.output === 'logits')
    graph.output(graph.asFloat32(logits), logitsName, 'float32', ['rows', architecture.shape.vocabularySize]);
  else {
    writeDistribution(context, logits);
    graph.output(graph.asFloat32(hidden), causalNames.hidden, 'float32', [1, 'tokens', shape.hiddenSize]);
  }
  if (adaptedFrom !== undefined && lower !== undefined)
    graph.output(graph.asFloat32(lower), causalNames.lower, 'float32', [1, 'tokens', shape.hiddenSize]);
  return encodeModel(graph.build());
}

/** Writes all up to the hidden states, [1, S, hidden], and the logits of the asked rows, [R, V]. */
async function writeModel(
  context: CausalContext,
  architecture: CausalArchitecture,
  attention: CausalAttention,
): Promise<{ logits: Value; hidden: Value; lower: Value | undefined }> {
  const { graph } = context;
  const ids = graph.input(causalNames.ids, 'int64', ['tokens']);
  const positions = graph.input(causalNames.positions, 'int64', [1, 'tokens']);
  const rows = graph.input(causalNames.rows, 'int64', ['rows']);
  const { hidden, vocabulary, lower } = await architecture.body(context, { ids, positions }, attention);
  attention.finish();
  const asked = graph.op('Squeeze', [graph.op('Gather', [hidden, rows], { axis: 1 }), graph.ints([0])]); // [R, hidden]
  return { logits: vocabulary.logits(asked), hidden, lower };
}
