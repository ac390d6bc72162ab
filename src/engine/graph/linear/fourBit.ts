import type { Value } from '../onnx/graphBuilder.js';
import type { StoredData } from '../onnx/model.js';
import { numberBytes, share, type GraphContext } from '../graphContext.js';
import type { Grid4 } from '../../models/checkpoint.js';
import type { Matrix } from '../weights/matrix.js';
import { quantizeGrid4 } from '../weights/quantizeGrid4.js';
import { activationRounding } from './activationRounding.js';
import { offsetProduct } from './blocks.js';

/** Columns that share a scale and an offset. */
const blockSize = 32;

/**
 * x·Wᵀ for W on a 4-bit grid: w = d·q + m = d·(q − 8) + (m + 8d) in each block of 32.
 * The first term is what MatMulNBits computes; the second, the offset o = m + 8d, is constant in a block, so its part
 * of the product is (sums of x over the blocks)·Oᵀ with O of shape [rows, columns / 32]. Rounding m to a zero point
 * instead would lose what the grid of a Q4_1 file holds. With half precision, a weight takes 4 bits and 2 · 16 / 32 for scale and offset.
 */
export async function fourBitProduct(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  const { graph } = context;
  const { rows, columns } = weight;
  const blocks = columns / blockSize;
  const stored = await context.file.once(() => storeGrid(context, weight));
  const codes = share(context, `${name}.codes`, 'uint8', [rows, blocks, blockSize / 2], stored.codes);
  const scales = share(context, `${name}.scales`, graph.floatType, [rows * blocks], stored.scales);
  const product = graph.contrib('MatMulNBits', [x, codes, scales], {
    K: columns,
    N: rows,
    bits: 4,
    block_size: blockSize,
    ...activationRounding(context),
  });
  if (stored.offsets === undefined) return product;
  const offsets = share(context, `${name}.offsets`, graph.floatType, [rows, blocks], stored.offsets);
  return graph.op('Add', [product, offsetProduct(context, x, { blocks, blockSize, axes: 3 }, offsets)]);
}

/** Stores a matrix's codes, scales and, where any is not zero, offsets. */
async function storeGrid({ graph, file }: GraphContext, weight: Matrix): Promise<StoredGrid> {
  const grid = (await weight.grid4()) ?? (await quantizeGrid4(weight));
  const codes = await file.append(grid.codes);
  const scales = await file.append(numberBytes(graph, grid.scales));
  const offsets = blockOffsets(grid);
  if (offsets.every((offset) => offset === 0)) return { codes, scales };
  return { codes, scales, offsets: await file.append(numberBytes(graph, offsets)) };
}

interface StoredGrid {
  readonly codes: StoredData;
  readonly scales: StoredData;
  readonly offsets?: StoredData;
}

/** o = m + 8d for each block, shape [rows, blocks]. */
function blockOffsets({ scales, minimums }: Grid4): Float32Array {
  return minimums.map((minimum, index) => minimum + 8 * (scales[index] as number));
}
