import { numberBytes, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';
import { quantizeGrid8 } from '../weights/quantizeGrid8.js';
import { isInBlocks, storeBlocks, type StoredBlocks } from './blocks.js';

/** Stores a matrix in blocks: with the checkpoint's own codes where it has them, else rounded to 8 bits. */
export async function storeEightBit(context: GraphContext, weight: Matrix): Promise<StoredBlocks> {
  if (isInBlocks(weight)) return storeBlocks(context, [weight]);
  return context.file.once(() => storeRounded(context, weight));
}

async function storeRounded({ graph, file }: GraphContext, weight: Matrix): Promise<StoredBlocks> {
  const grid = (await weight.grid8()) ?? (await quantizeGrid8(weight, 32));
  const { rows, columns, blockSize } = grid;
  const bytes = new Uint8Array(grid.codes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (grid.codes[i] as number) + 128;
  const codes = await file.append(bytes);
  return {
    bits: 8,
    blockSize,
    hasOffsets: false,
    rows,
    columns,
    codes,
    scales: await file.append(numberBytes(graph, grid.scales)),
    offsets: undefined,
  };
}
