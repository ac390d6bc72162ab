import type { Checkpoint } from '../models/checkpoint.js';
import type { CausalArchitecture, CausalAttention } from './architectures/causal.js';
import { readCausalArchitecture } from './architectures/registry.js';
import { CachedAttention } from './blocks/cachedAttention.js';
import { GroupedQueryAttention } from './blocks/groupedQueryAttention.js';
import type { GraphContext, Precision } from './graphContext.js';
import { encodeModel } from './onnx/encode.js';
import { GraphBuilder, type Value } from './onnx/graphBuilder.js';
import { elementTypes } from './onnx/model.js';
import type { WeightFile } from './weights/weightFile.js';

/** Inputs and outputs of every causal graph, beside those of its cache. S tokens go in, R of them are asked about. */
export const causalNames = {
  /** int64 [S] */
  ids: 'input_ids',
  /** int64 [1, S] */
  positions: 'position_ids',
  /** int64 [R]: the tokens after which the next one is asked for. */
  rows: 'rows',
  /** int64 [1]: how many of the most probable tokens to return. */
  top: 'top',
  /** int64 [R, C]: tokens whose log-probability is wanted; at least one a row. */
  rated: 'rated_tokens',
  /** int64 [Q]: which of the R rows the rank of their first rated token is wanted for; Q may be 0. */
  ranked: 'ranked_rows',
  /** float32 [R, top] and int64 [R, top]: natural log-probabilities and ids, best first. */
  topLogprobs: 'top_logprobs',
  topTokens: 'top_tokens',
  /** float32 [R, C] */
  ratedLogprobs: 'rated_logprobs',
  /** int32 [Q]: how many tokens are more probable. */
  ranks: 'ranks',
} as const;

export interface CausalGraphOptions {
  readonly precision: Precision;
  /** Where the KV cache lies: in the process's memory, read by the graph, or in the device's memory. */
  readonly cache: 'host' | 'device';
  /** `distribution` is what decoders use; `logits` returns the whole of them, [R, V], to compare with a reference. */
  readonly output: 'distribution' | 'logits';
}

/** Name of the output of graphs with whole logits. */
export const logitsName = 'logits';

/** Writes the graph of a causal language model; its weights go to `file`. Returns the encoded graph. */
export async function buildCausalGraph(checkpoint: Checkpoint, options: CausalGraphOptions, file: WeightFile): Promise<Uint8Array> {
  const architecture = readCausalArchitecture(checkpoint);
  const graph = new GraphBuilder();
  const Attention = options.cache === 'host' ? CachedAttention : GroupedQueryAttention;
  const attention = new Attention(graph, architecture.shape);
  const logits = await writeModel({ graph, file, precision: options.precision }, architecture, attention);
  if (options.output === 'logits') graph.output(logits, logitsName, 'float32', ['rows', architecture.shape.vocabularySize]);
  else writeDistribution(graph, logits);
  return encodeModel(graph.build());
}

/** Writes all up to the logits of the asked rows, [R, V]. */
async function writeModel(context: GraphContext, architecture: CausalArchitecture, attention: CausalAttention): Promise<Value> {
  const { graph } = context;
  const ids = graph.input(causalNames.ids, 'int64', ['tokens']);
  const positions = graph.input(causalNames.positions, 'int64', [1, 'tokens']);
  const rows = graph.input(causalNames.rows, 'int64', ['rows']);
  const { hidden, vocabulary } = await architecture.body(context, { ids, positions }, attention);
  attention.finish();
  const asked = graph.op('Squeeze', [graph.op('Gather', [hidden, rows], { axis: 1 }), graph.ints([0])]); // [R, hidden]
  return vocabulary.logits(asked);
}

/** Reduces logits [R, V] to what was asked for, so that no vocabulary-sized tensor leaves the graph. */
function writeDistribution(graph: GraphBuilder, logits: Value): void {
  const top = graph.input(causalNames.top, 'int64', [1]);
  const rated = graph.input(causalNames.rated, 'int64', ['rows', 'rated']);
  const ranked = graph.input(causalNames.ranked, 'int64', ['ranked']);

  const logprobs = graph.op('LogSoftmax', [logits], { axis: -1 });
  const [topLogprobs, topTokens] = graph.ops('TopK', 2, [logprobs, top], { axis: -1 }) as [Value, Value];
  graph.output(topLogprobs, causalNames.topLogprobs, 'float32', ['rows', 'top']);
  graph.output(topTokens, causalNames.topTokens, 'int64', ['rows', 'top']);

  const ratedLogprobs = graph.op('GatherElements', [logprobs, rated], { axis: 1 });
  graph.output(ratedLogprobs, causalNames.ratedLogprobs, 'float32', ['rows', 'rated']);

  const rankedRows = graph.op('Gather', [logprobs, ranked], { axis: 0 }); // [Q, V]
  const targets = graph.op('Gather', [rated, ranked], { axis: 0 }); // [Q, C]
  const first = graph.op('Slice', [targets, graph.ints([0]), graph.ints([1]), graph.ints([1])]); // [Q, 1]
  const better = graph.op('Greater', [rankedRows, graph.op('GatherElements', [rankedRows, first], { axis: 1 })]);
  const counts = graph.op('ReduceSum', [graph.op('Cast', [better], { to: elementTypes.int32 }), graph.ints([-1])], { keepdims: 0 });
  graph.output(counts, causalNames.ranks, 'int32', ['ranked']);
}
