import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import type { Places } from './postNormLayers.js';

/**
 * Which row of a table belongs to each pair of query and key, where row d + `reach` is that of a query d positions after its key: int64
 * [B, Q, S]. What is further apart has the first or the last row.
 */
export function distanceRows(graph: GraphBuilder, { queries, keys }: Places, reach: number): Value {
  const rows = graph.op('Unsqueeze', [queries, graph.ints([2])]); // [B, Q, 1]
  const columns = graph.op('Unsqueeze', [keys, graph.ints([1])]); // [B, 1, S]
  const shifted = graph.op('Add', [graph.op('Sub', [rows, columns]), graph.ints([reach], [])]);
  return graph.op('Clip', [shifted, graph.ints([0], []), graph.ints([2 * reach], [])]);
}
