import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';

/** x times a number; x itself where there is none. */
export function scaled(graph: GraphBuilder, x: Value, factor: number | undefined): Value {
  return factor === undefined || factor === 1 ? x : graph.op('Mul', [x, graph.floats([factor], [])]);
}

/** cap · tanh(x / cap), which keeps x between −cap and cap; x itself where there is no cap. */
export function capped(graph: GraphBuilder, x: Value, cap: number | undefined): Value {
  return cap === undefined ? x : scaled(graph, graph.op('Tanh', [scaled(graph, x, 1 / cap)]), cap);
}
