import type { Value } from '../onnx/graphBuilder.js';
import { numberBytes, share, type GraphContext } from '../graphContext.js';
import type { TensorData } from '../onnx/model.js';
import type { Matrix } from '../weights/matrix.js';
import { quantizeGrid8 } from '../weights/quantizeGrid8.js';
import { activationRounding } from './activationRounding.js';

/** A matrix in 8-bit codes, stored once; an embedding and a vocabulary projection can share it. */
export interface EightBitMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly blockSize: number;
  /** Codes plus 128, as bytes, row-major. */
  readonly codes: TensorData;
  /** [rows, columns / blockSize] */
  readonly scales: TensorData;
}

/** Stores a matrix in 8 bits: with the checkpoint's own codes where it has them, else rounded. */
export async function storeEightBit({ graph, file }: GraphContext, weight: Matrix): Promise<EightBitMatrix> {
  const grid = (await weight.grid8()) ?? (await quantizeGrid8(weight, 32));
  const bytes = new Uint8Array(grid.codes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (grid.codes[i] as number) + 128;
  return {
    rows: grid.rows,
    columns: grid.columns,
    blockSize: grid.blockSize,
    codes: await file.append(bytes),
    scales: await file.append(numberBytes(graph, grid.scales)),
  };
}

/** x·Wᵀ with a stored matrix. */
export function eightBitMatMul(context: GraphContext, name: string, x: Value, matrix: EightBitMatrix): Value {
  const { rows, columns, blockSize } = matrix;
  const blocks = columns / blockSize;
  const codes = share(context, `${name}.codes`, 'uint8', [rows, blocks, blockSize], matrix.codes);
  const scales = share(context, `${name}.scales`, context.graph.floatType, [rows * blocks], matrix.scales);
  return context.graph.contrib('MatMulNBits', [x, codes, scales], {
    K: columns,
    N: rows,
    bits: 8,
    block_size: blockSize,
    ...activationRounding(context),
  });
}

/** Rows of a stored matrix by index: ids [S] → [S, columns]. */
export function eightBitGather(context: GraphContext, name: string, ids: Value, matrix: EightBitMatrix): Value {
  const { rows, columns, blockSize } = matrix;
  const codes = share(context, `${name}.table`, 'uint8', [rows, columns], matrix.codes);
  const scales = share(context, `${name}.tableScales`, context.graph.floatType, [rows, columns / blockSize], matrix.scales);
  return context.graph.contrib('GatherBlockQuantized', [codes, ids, scales], {
    bits: 8,
    block_size: blockSize,
    gather_axis: 0,
    quantize_axis: 1,
  });
}
