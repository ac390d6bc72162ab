import type { BlockLayout } from '../../models/checkpoint.js';
import { numberBytes, share, type GraphContext } from '../graphContext.js';
import type { Value } from '../onnx/graphBuilder.js';
import type { StoredData } from '../onnx/model.js';
import type { BlockMatrix, Matrix } from '../weights/matrix.js';
import { activationRounding } from './activationRounding.js';

/** A matrix in blocks of codes, stored once; an embedding and a vocabulary projection can share it. */
export interface StoredBlocks extends BlockLayout {
  readonly rows: number;
  readonly columns: number;
  readonly codes: StoredData;
  /** [rows, columns / blockSize], as are the offsets. */
  readonly scales: StoredData;
  readonly offsets: StoredData | undefined;
}

/** A matrix that is stored in blocks of codes. */
export type InBlocks = Matrix & { readonly blocks: BlockMatrix };

/** Rows whose codes are taken apart at a time. */
const rowsAtATime = 512;

/** Stores matrices of one layout below each other, with the codes, scales and offsets that they have: nothing is rounded. */
export async function storeBlocks(context: GraphContext, parts: readonly [InBlocks, ...InBlocks[]]): Promise<StoredBlocks> {
  return context.file.once(() => storeCodes(context, parts));
}

async function storeCodes({ graph, file }: GraphContext, parts: readonly [InBlocks, ...InBlocks[]]): Promise<StoredBlocks> {
  const [{ columns, blocks }] = parts;
  const { bits, blockSize, hasOffsets } = blocks;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const scales = new Float32Array((rows * columns) / blockSize);
  const offsets = new Float32Array(hasOffsets ? scales.length : 0);
  async function* codes(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for (const part of parts) {
      for (let row = 0; row < part.rows; row += rowsAtATime) {
        const read = await part.blocks.read(row, Math.min(part.rows, row + rowsAtATime));
        scales.set(read.scales, at);
        if (hasOffsets) offsets.set(read.offsets, at);
        at += read.scales.length;
        yield read.codes;
      }
    }
  }
  return {
    ...{ bits, blockSize, hasOffsets, rows, columns },
    codes: await file.appendPieces((rows * columns * bits) / 8, codes()),
    scales: await file.append(numberBytes(graph, scales)),
    offsets: hasOffsets ? await file.append(numberBytes(graph, offsets)) : undefined,
  };
}

/**
 * x·Wᵀ with a stored matrix, w = d·(q − 2^(bits − 1)) + o in each block. The first term is what MatMulNBits computes; o is constant in a
 * block, so its part of the product is (sums of x over the blocks)·Oᵀ with O of shape [rows, blocks].
 * @param x of as many axes as `axes` says
 */
export function blocksMatMul(context: GraphContext, name: string, x: Value, matrix: StoredBlocks, axes: 2 | 3): Value {
  const { graph } = context;
  const { rows, columns, bits, blockSize, offsets } = matrix;
  const blocks = columns / blockSize;
  const codes = share(context, `${name}.codes`, 'uint8', [rows, blocks, (blockSize * bits) / 8], matrix.codes);
  const scales = share(context, `${name}.scales`, graph.floatType, [rows * blocks], matrix.scales);
  const attributes = { K: columns, N: rows, bits, block_size: blockSize, ...activationRounding(context) };
  const product = graph.contrib('MatMulNBits', [x, codes, scales], attributes);
  if (offsets === undefined) return product;
  const stored = share(context, `${name}.offsets`, graph.floatType, [rows, blocks], offsets);
  return graph.op('Add', [product, offsetProduct(context, x, { blocks, blockSize, axes }, stored)]);
}

/** (sums of x over its blocks)·Oᵀ with offsets O [rows, blocks]. */
export function offsetProduct(
  { graph, device }: GraphContext,
  x: Value,
  { blocks, blockSize, axes }: { readonly blocks: number; readonly blockSize: number; readonly axes: 2 | 3 },
  offsets: Value,
): Value {
  const kept = Array<number>(axes - 1).fill(0);
  const blocked = graph.op('Reshape', [x, graph.ints([...kept, blocks, blockSize])]);
  const sums = graph.op('ReduceSum', [blocked, graph.ints([-1])], { keepdims: 0 }); // [..., blocks]
  if (device === 'cpu') return graph.contrib('FusedMatMul', [sums, offsets], { transB: 1 });
  // Transposed once, when ONNX Runtime loads the graph.
  return graph.op('MatMul', [sums, graph.op('Transpose', [offsets], { perm: [1, 0] })]);
}

/** Rows of a stored matrix by index: ids [...] → [..., columns]. */
export function blocksGather(context: GraphContext, name: string, ids: Value, matrix: StoredBlocks): Value {
  const { graph } = context;
  const { rows, columns, bits, blockSize, offsets } = matrix;
  const blocks = columns / blockSize;
  const codes = share(context, `${name}.table`, 'uint8', [rows, (columns * bits) / 8], matrix.codes);
  const scales = share(context, `${name}.tableScales`, graph.floatType, [rows, blocks], matrix.scales);
  const attributes = { bits, block_size: blockSize, gather_axis: 0, quantize_axis: 1 };
  const gathered = graph.contrib('GatherBlockQuantized', [codes, ids, scales], attributes);
  if (offsets === undefined) return gathered;
  const stored = share(context, `${name}.tableOffsets`, graph.floatType, [rows, blocks], offsets);
  const byBlock = graph.op('Reshape', [gathered, graph.ints([-1, blocks, blockSize])]);
  const offsetOfBlock = graph.op('Reshape', [graph.op('Gather', [stored, ids]), graph.ints([-1, blocks, 1])]);
  const shape = graph.op('Concat', [graph.op('Shape', [ids]), graph.ints([columns])], { axis: 0 });
  return graph.op('Reshape', [graph.op('Add', [byBlock, offsetOfBlock]), shape]);
}

/** x·Wᵀ for matrices of one layout below each other. x has three axes. */
export async function blocksProduct(
  context: GraphContext,
  name: string,
  x: Value,
  parts: readonly [InBlocks, ...InBlocks[]],
): Promise<Value> {
  return blocksMatMul(context, name, x, await storeBlocks(context, parts), 3);
}

export function isInBlocks(matrix: Matrix): matrix is InBlocks {
  return matrix.blocks !== undefined;
}

/** Whether two matrices have the same layout. */
export function areAlike({ blocks: a }: InBlocks, { blocks: b }: InBlocks): boolean {
  return a.bits === b.bits && a.blockSize === b.blockSize && a.hasOffsets === b.hasOffsets;
}
