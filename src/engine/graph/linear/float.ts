import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { elementBytes, type StoredData } from '../onnx/model.js';
import { type GraphContext, numberBytes, share } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';

/** Rows that are converted at a time. */
const rowsAtATime = 512;

/**
 * x·Wᵀ in what the graph calculates with. The CPU's operator takes W as it is and packs it transposed when it loads; the operator that all
 * graphics devices have takes it transposed.
 */
export async function floatProduct(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  if (context.device !== 'cpu') return context.graph.op('MatMul', [x, await storeTransposed(context, name, weight)]);
  return context.graph.contrib('FusedMatMul', [x, await storeFloat(context, name, weight)], { transB: 1 });
}

/** Stores a matrix of numbers in its own layout [rows, columns]. */
export async function storeFloat({ graph, file }: GraphContext, name: string, matrix: Matrix): Promise<Value> {
  const size = elementBytes[graph.floatType];
  const data = await file.once(() => file.appendPieces(matrix.rows * matrix.columns * size, pieces(graph, matrix)));
  return graph.weight(`${name}.weight`, graph.floatType, [matrix.rows, matrix.columns], data);
}

async function* pieces(graph: GraphBuilder, matrix: Matrix): AsyncGenerator<Uint8Array> {
  for (let row = 0; row < matrix.rows; row += rowsAtATime) {
    yield numberBytes(graph, await matrix.read(row, Math.min(matrix.rows, row + rowsAtATime)));
  }
}

/** Stores a matrix of numbers as [columns, rows]. The whole of it is in memory meanwhile. */
async function storeTransposed(context: GraphContext, name: string, matrix: Matrix): Promise<Value> {
  const data = await context.file.once(() => storeColumns(context, matrix));
  return share(context, `${name}.transposed`, context.graph.floatType, [matrix.columns, matrix.rows], data);
}

async function storeColumns({ graph, file }: GraphContext, matrix: Matrix): Promise<StoredData> {
  const { rows, columns } = matrix;
  const transposed = new Float32Array(rows * columns);
  for (let start = 0; start < rows; start += rowsAtATime) {
    const end = Math.min(rows, start + rowsAtATime);
    const values = await matrix.read(start, end);
    for (let row = start, at = 0; row < end; row++) {
      for (let column = 0; column < columns; column++, at++) transposed[column * rows + row] = values[at] as number;
    }
  }
  return file.append(numberBytes(graph, transposed));
}
