import type { GraphBuilder, Value } from '../../graph/onnx/graphBuilder.js';
import type { OnnxNode } from '../../graph/onnx/model.js';

/** A normalisation y = n · gain of x over its last axis, as it is differentiated. */
export interface Normalised {
  readonly x: Value;
  readonly gain: Value;
  readonly gradient: Value;
  /** Whether the mean is taken off before. */
  readonly isCentred: boolean;
}

/** The gradient for x, and the values n that the gain multiplies. */
export interface NormalisedGradient {
  readonly forInput: Value;
  readonly normal: Value;
}

/**
 * With h = g · gain: dx = (h − mean(h) − n · mean(h · n)) / deviation (Ba et al. 2016, https://arxiv.org/abs/1607.06450); without mean(h)
 * where no mean is taken off (Zhang and Sennrich 2019, https://arxiv.org/abs/1910.07467).
 */
export function normalisedGradient(
  graph: GraphBuilder,
  { attributes }: OnnxNode,
  { x, gain, gradient, isCentred }: Normalised,
): NormalisedGradient {
  const { epsilon = { float: 1e-5 } } = attributes;
  const mean = (a: Value): Value => graph.op('ReduceMean', [a, graph.ints([-1])], { keepdims: 1 });
  const centred = isCentred ? graph.op('Sub', [x, mean(x)]) : x;
  const smallest = graph.floats([(epsilon as { readonly float: number }).float], []);
  const deviation = graph.op('Sqrt', [graph.op('Add', [mean(graph.op('Mul', [centred, centred])), smallest])]);
  const normal = graph.op('Div', [centred, deviation]);
  const scaled = graph.op('Mul', [gradient, gain]);
  const across = isCentred ? graph.op('Sub', [scaled, mean(scaled)]) : scaled;
  const along = graph.op('Mul', [normal, mean(graph.op('Mul', [scaled, normal]))]);
  return { forInput: graph.op('Div', [graph.op('Sub', [across, along]), deviation]), normal };
}
