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
  { graph }: GraphContext,
  { heads, headSize, attentionScale = headSize ** -0.5, scoreCap }: AttentionHeads,
  { query, key, value, mask }: Attended,
): Value {
  if (scoreCap !== undefined) return cappedAttention(graph, { heads, headSize, attentionScale, scoreCap }, { query, key, value, mask });
  const inputs = [query, key, value, absent, absent, mask];
  return graph.contrib('MultiHeadAttention', inputs, { num_heads: heads, scale: { float: attentionScale } });
}

/** The same in single steps, because the operator has no cap. */
function cappedAttention(
  graph: GraphBuilder,
  { heads, headSize, attentionScale, scoreCap }: Required<AttentionHeads>,
  { query, key, value, mask }: Attended,
): Value {
  const byHead = (x: Value, perm: readonly number[]): Value =>
    graph.op('Transpose', [graph.op('Reshape', [x, graph.ints([0, 0, heads, headSize])])], { perm });
  const exact = graph.op('MatMul', [byHead(query, [0, 2, 1, 3]), byHead(key, [0, 2, 3, 1])]); // [B, heads, Q, S]
  const scores = graph.op('Add', [capped(graph, scaled(graph, exact, attentionScale), scoreCap), mask]);
  const attended = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), byHead(value, [0, 2, 1, 3])]);
  return graph.op('Reshape', [graph.op('Transpose', [attended], { perm: [0, 2, 1, 3] }), graph.ints([0, 0, heads * headSize])]);
}

/** A mask of padding [B, 1, 1, S], repeated for each query: [B, 1, Q, S]. `queries` is of shape [B, Q] or [B, Q, hidden]. */
export function maskForQueries(graph: GraphBuilder, mask: Value, queries: Value): Value {
  const count = graph.op('Shape', [queries], { start: 1, end: 2 });
  return graph.op('Expand', [mask, graph.op('Concat', [graph.ints([1, 1]), count, graph.ints([1])], { axis: 0 })]);
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
