import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';

/** Rows that are converted at a time. */
const rowsAtATime = 512;

/** x·Wᵀ in float32. */
export async function floatProduct(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  return context.graph.contrib('FusedMatMul', [x, await storeFloat(context, name, weight)], { transB: 1 });
}

/** Stores a matrix in float32 in its own layout [rows, columns]; ONNX Runtime packs it transposed when it loads. */
export async function storeFloat({ graph, file }: GraphContext, name: string, matrix: Matrix): Promise<Value> {
  const data = await file.appendPieces(matrix.rows * matrix.columns * 4, pieces(matrix));
  return graph.weight(`${name}.weight`, 'float32', [matrix.rows, matrix.columns], data);
}

async function* pieces(matrix: Matrix): AsyncGenerator<Uint8Array> {
  for (let row = 0; row < matrix.rows; row += rowsAtATime) {
    yield bytesOf(await matrix.read(row, Math.min(matrix.rows, row + rowsAtATime)));
  }
}
