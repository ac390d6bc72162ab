import type { GraphContext } from '../graphContext.js';
import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { elementTypes } from '../onnx/model.js';

/** Inputs and outputs of the part of a graph that reduces logits. R rows of logits are asked about. */
export const distributionNames = {
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

/** Reduces logits [R, V] to what was asked for, so that no vocabulary-sized tensor leaves the graph. */
export function writeDistribution({ graph, device }: GraphContext, logits: Value): void {
  const names = distributionNames;
  const top = graph.input(names.top, 'int64', [1]);
  const rated = graph.input(names.rated, 'int64', ['rows', 'rated']);
  const ranked = graph.input(names.ranked, 'int64', ['ranked']);

  const exact = graph.asFloat32(logits);
  const logprobs = device === 'cpu' ? graph.op('LogSoftmax', [exact], { axis: -1 }) : logSoftmax(graph, exact);
  const [topLogprobs, topTokens] = graph.ops('TopK', 2, [logprobs, top], { axis: -1 }) as [Value, Value];
  graph.output(topLogprobs, names.topLogprobs, 'float32', ['rows', 'top']);
  graph.output(topTokens, names.topTokens, 'int64', ['rows', 'top']);

  const ratedLogprobs = graph.op('GatherElements', [logprobs, rated], { axis: 1 });
  graph.output(ratedLogprobs, names.ratedLogprobs, 'float32', ['rows', 'rated']);

  const rankedRows = graph.op('Gather', [logprobs, ranked], { axis: 0 }); // [Q, V]
  const targets = graph.op('Gather', [ratedLogprobs, ranked], { axis: 0 }); // [Q, C]
  const first = graph.op('Slice', [targets, graph.ints([0]), graph.ints([1]), graph.ints([1])]); // [Q, 1]
  const better = graph.op('Greater', [rankedRows, first]);
  const counts = graph.op('ReduceSum', [graph.op('Cast', [better], { to: elementTypes.int32 }), graph.ints([-1])], { keepdims: 0 });
  graph.output(counts, names.ranks, 'int32', ['ranked']);
}

/** The same as LogSoftmax over the last axis, which WebGPU has no kernel for. */
function logSoftmax(graph: GraphBuilder, logits: Value): Value {
  const axis = graph.ints([-1]);
  // One row more, since WebGPU finds no largest value where there is no row; an encoder is often asked for none.
  const padded = graph.op('Pad', [logits, graph.ints([0, 0, 1, 0])]); // [R + 1, V]
  const largest = graph.op('ReduceMax', [padded, axis], { keepdims: 1 });
  const shifted = graph.op('Sub', [logits, graph.op('Slice', [largest, graph.ints([0]), graph.ints([-1]), graph.ints([0])])]);
  const sum = graph.op('ReduceSum', [graph.op('Exp', [shifted]), axis], { keepdims: 1 });
  return graph.op('Sub', [shifted, graph.op('Log', [sum])]);
}
