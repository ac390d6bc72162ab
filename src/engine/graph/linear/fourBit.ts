import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Grid4 } from '../../models/checkpoint.js';
import type { Matrix } from '../weights/matrix.js';
import { quantizeGrid4 } from '../weights/quantizeGrid4.js';
import { offsetProduct } from './blocks.js';

/** Activations in 8 bits, products in integers: MatMulNBits's `accuracy_level` 4. */
const integerProducts = 4;

/**
 * x·Wᵀ for W on a 4-bit grid: w = d·q + m = d·(q − 8) + (m + 8d) in each block of 32.
 * The first term is what MatMulNBits computes; the second, the offset o = m + 8d, is constant in a block, so its part
 * of the product is (sums of x over the blocks)·Oᵀ with O of shape [rows, columns / 32]. Rounding m to a zero point
 * instead would lose what the grid of a Q4_1 file holds.
 */
export async function fourBitProduct(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  const { graph } = context;
  const grid = (await weight.grid4()) ?? (await quantizeGrid4(weight));
  const { rows, columns, blockSize } = grid;
  const blocks = columns / blockSize;
  const codes = await store(context, `${name}.codes`, 'uint8', [rows, blocks, blockSize / 2], grid.codes);
  const scales = await store(context, `${name}.scales`, 'float32', [rows * blocks], bytesOf(grid.scales));
  const product = graph.contrib('MatMulNBits', [x, codes, scales], {
    K: columns,
    N: rows,
    bits: 4,
    block_size: blockSize,
    accuracy_level: integerProducts,
  });
  const offsets = blockOffsets(grid);
  if (offsets.every((offset) => offset === 0)) return product;
  const stored = await store(context, `${name}.offsets`, 'float32', [rows, blocks], bytesOf(offsets));
  return graph.op('Add', [product, offsetProduct(context, x, { blocks, blockSize, axes: 3 }, stored)]);
}

/** o = m + 8d for each block, shape [rows, blocks]. */
function blockOffsets({ scales, minimums }: Grid4): Float32Array {
  return minimums.map((minimum, index) => minimum + 8 * (scales[index] as number));
}
