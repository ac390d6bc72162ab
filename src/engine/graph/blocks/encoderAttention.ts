import type { GraphContext } from '../graphContext.js';
import { capped, scaled } from './scaled.js';
import { absent, type GraphBuilder, type Value } from '../onnx/graphBuilder.js';

/** Far below any score, so that the softmax gives it no weight, and finite, so that no difference becomes NaN. */
export const hiddenScore = -1e30;

export interface AttentionHeads {
  readonly heads: number;
  readonly headSize: number;
  /** What scores are multiplied by; one over the root of the size where it is absent. */
  readonly attentionScale?: number;
  /** Scores s become cap · tanh(s / cap); absent where they stay. */
  readonly scoreCap?: number;
}

export interface Attended {
  /** [B, Q, hidden] */
  readonly query: Value;
  /** [B, S, hidden] */
  readonly key: Value;
  readonly value: Value;
  /** float32 [B, 1, Q, S], added to the scores of all heads, or [B, heads, Q, S], to those of each. */
  readonly mask: Value;
}

/** Each query's mean of the values, weighted by the softmax of its scores: [B, Q, hidden]. */
export function encoderAttention(
  { graph, isPlain }: GraphContext,
  { heads, headSize, attentionScale = headSize ** -0.5, scoreCap }: AttentionHeads,
  { query, key, value, mask }: Attended,
): Value {
  if (scoreCap !== undefined || isPlain === true) {
    return plainAttention(
      graph,
      { heads, headSize, attentionScale, ...(scoreCap !== undefined && { scoreCap }) },
      { query, key, value, mask },
    );
  }
  const inputs = [query, key, value, absent, absent, mask];
  return graph.contrib('MultiHeadAttention', inputs, { num_heads: heads, scale: { float: attentionScale } });
}

/** The same in single steps: the operator has no cap, and no gradient. */
function plainAttention(
  graph: GraphBuilder,
  { heads, headSize, attentionScale, scoreCap }: AttentionHeads & Required<Pick<AttentionHeads, 'attentionScale'>>,
  { query, key, value, mask }: Attended,
): Value {
  const byHead = (x: Value, perm: readonly number[]): Value =>
    graph.op('Transpose', [graph.op('Reshape', [x, graph.ints([0, 0, heads, headSize])])], { perm });
  const exact = graph.op('MatMul', [byHead(query, [0, 2, 1, 3]), byHead(key, [0, 2, 3, 1])]); // [B, heads, Q, S]
  const sized = scaled(graph, exact, attentionScale);
  const scores = graph.op('Add', [scoreCap === undefined ? sized : capped(graph, sized, scoreCap), mask]);
  const attended = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), byHead(value, [0, 2, 1, 3])]);
  return graph.op('Reshape', [graph.op('Transpose', [attended], { perm: [0, 2, 1, 3] }), graph.ints([0, 0, heads * headSize])]);
}

/** A mask of padding [B, 1, 1, S], repeated for each query: [B, 1, Q, S]. `queries` is of shape [B, Q] or [B, Q, hidden]. */
export function maskForQueries(graph: GraphBuilder, mask: Value, queries: Value): Value {
  const count = graph.op('Shape', [queries], { start: 1, end: 2 });
  return graph.op('Expand', [mask, graph.op('Concat', [graph.ints([1, 1]), count, graph.ints([1])], { axis: 0 })]);
}

/** What the queries of all tokens see, and those of the asked ones: [B, 1, S, S] and [B, 1, Q, S]. */
export interface QueryMasks {
  readonly all: Value;
  readonly asked: Value;
}

/**
 * A mask of padding [B, 1, 1, S] for each query; with a reach, a query also sees no token that is further away.
 * @param asked int64 [B, Q]: the places of the asked tokens among all B · S
 * @param length the most tokens of a sequence
 */
export function masksOnDevice(graph: GraphBuilder, mask: Value, asked: Value, length: number, reach?: number): QueryMasks {
  const all = reach === undefined ? seeingAll(graph, mask, length) : seeingNear(graph, mask, length, reach);
  const rows = graph.op('Gather', [graph.op('Flatten', [all], { axis: 3 }), asked], { axis: 0 }); // [B, Q, S]
  return { all, asked: graph.op('Unsqueeze', [rows, graph.ints([1])]) };
}

/** Repeats the mask for S queries by a condition that always holds: for graphics devices that is no more than any other node. */
function seeingAll(graph: GraphBuilder, mask: Value, length: number): Value {
  const { rows } = tokenPlaces(graph, mask, length);
  return graph.op('Where', [graph.op('GreaterOrEqual', [rows, graph.singles([0], [])]), mask, graph.floats([hiddenScore], [])]);
}

function seeingNear(graph: GraphBuilder, mask: Value, length: number, reach: number): Value {
  const { rows, columns } = tokenPlaces(graph, mask, length);
  const near = graph.op('LessOrEqual', [graph.op('Abs', [graph.op('Sub', [rows, columns])]), graph.singles([reach], [])]);
  return graph.op('Where', [near, mask, graph.floats([hiddenScore], [])]);
}

/** The places of a sequence's tokens from 0 on, float32 [S, 1] and [1, S]: graphics devices compare no int64. */
export function tokenPlaces(graph: GraphBuilder, mask: Value, length: number): { readonly rows: Value; readonly columns: Value } {
  const count = graph.op('Shape', [mask], { start: 3, end: 4 });
  const all = graph.singles([...Array(length).keys()]);
  const places = graph.op('Slice', [all, graph.ints([0]), count, graph.ints([0])]); // [S]
  return { rows: graph.op('Unsqueeze', [places, graph.ints([1])]), columns: graph.op('Unsqueeze', [places, graph.ints([0])]) };
}

/** The same, where a query also sees no token that is more than `reach` positions away. Positions are int64 [B, Q] and [B, S]. */
export function localMask(graph: GraphBuilder, mask: Value, queryPositions: Value, keyPositions: Value, reach: number): Value {
  const rows = graph.op('Unsqueeze', [queryPositions, graph.ints([1, 3])]); // [B, 1, Q, 1]
  const columns = graph.op('Unsqueeze', [keyPositions, graph.ints([1, 2])]); // [B, 1, 1, S]
  const near = graph.op('LessOrEqual', [graph.op('Abs', [graph.op('Sub', [rows, columns])]), graph.ints([reach], [])]);
  return graph.op('Where', [near, mask, graph.floats([hiddenScore], [])]);
}

/** What belongs to the asked tokens: x [B, S, hidden] → [B, Q, hidden], or, of width 0, [B, S] → [B, Q]. */
export function atAsked(graph: GraphBuilder, x: Value, asked: Value, width: number): Value {
  const flat = graph.op('Reshape', [x, graph.ints(width === 0 ? [-1] : [-1, width])]);
  return graph.op('Gather', [flat, asked], { axis: 0 });
}
