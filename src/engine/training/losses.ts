import type { GraphBuilder, Value } from '../graph/onnx/graphBuilder.js';

/** What similarities are divided by: small, so that the most similar ones count most (Khosla et al. 2020). */
export const contrastTemperature = 0.1;

/** Smallest square of a row's length, so that none is divided by zero. */
const smallestSquare = 1e-12;

/** −Σ targets · ln softmax(scores): what each row weighs lies in its targets. A number. */
export function crossEntropy(graph: GraphBuilder, scores: Value, targets: Value): Value {
  const sum = graph.op('ReduceSum', [graph.op('Mul', [targets, graph.op('LogSoftmax', [scores], { axis: -1 })])], { keepdims: 0 });
  return graph.op('Neg', [sum]);
}

/** Σ weights · (ln(1 + eˢ) − targets · s): cross-entropy where each score s is judged by its own sigmoid. A number. */
export function binaryLoss(graph: GraphBuilder, scores: Value, targets: Value, weights: Value): Value {
  const each = graph.op('Sub', [graph.op('Softplus', [scores]), graph.op('Mul', [targets, scores])]);
  return graph.op('ReduceSum', [graph.op('Mul', [weights, each])], { keepdims: 0 });
}

/**
 * Cross-entropy of which other rows a row is like, by the cosine of the angle between them: the first step of few-shot training (SetFit, Tunstall
 * et al. 2022, https://arxiv.org/abs/2209.11055) with all pairs of a batch at once (Khosla et al. 2020, https://arxiv.org/abs/2004.11362).
 * @param alike float32 [R, R]: how much each row is to be like each other
 * @param others float32 [R, R]: 0, and a large negative number for a row itself
 */
export function contrastiveLoss(graph: GraphBuilder, rows: Value, alike: Value, others: Value): Value {
  const squares = graph.op('ReduceSum', [graph.op('Mul', [rows, rows]), graph.ints([-1])], { keepdims: 1 });
  const length = graph.op('Sqrt', [graph.op('Add', [squares, graph.floats([smallestSquare], [])])]);
  const directions = graph.op('Div', [rows, length]);
  const cosines = graph.contrib('FusedMatMul', [directions, directions], { transB: 1, alpha: { float: 1 / contrastTemperature } });
  return crossEntropy(graph, graph.op('Add', [cosines, others]), alike);
}
