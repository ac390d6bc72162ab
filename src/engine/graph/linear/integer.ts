import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';

/** A power of two, so that the rows' codes, which lie side by side, fill whole cache lines. */
const rowsAtATime = 64;

/**
 * x·Wᵀ in 8-bit integers: one scale for each row of W, and one for each token of x, taken from the token itself.
 * So a token's result does not depend on the tokens that it is computed with, bit by bit: a cached and an uncached
 * run agree. Integer products of whole rows reach the processor's matrix units, which makes reading a prompt several
 * times faster than products of blocks (MatMulNBits), and four tokens at once hardly dearer than one.
 */
export async function integerProduct(context: GraphContext, name: string, x: Value, weight: Matrix): Promise<Value> {
  const { graph } = context;
  const { codes, scales } = await quantizeRows(weight);
  const largest = graph.op('ReduceMax', [graph.op('Abs', [x]), graph.ints([-1])], { keepdims: 1 }); // [1, S, 1]
  const unit = graph.op('Div', [x, largest]); // −1..1
  const zero = graph.bytes([128], []);
  const quantized = graph.op('QuantizeLinear', [unit, graph.floats([1 / 127], []), zero]);
  const product = graph.contrib('MatMulIntegerToFloat', [
    quantized,
    await store(context, `${name}.codes`, 'int8', [weight.columns, weight.rows], bytesOf(codes)),
    graph.floats([1 / 127], []),
    await store(context, `${name}.scales`, 'float32', [weight.rows], bytesOf(scales)),
    zero,
  ]);
  return graph.op('Mul', [product, largest]);
}

/** Rounds each row to 8 bits with a scale of its own, and stores the codes as [columns, rows]. */
async function quantizeRows(weight: Matrix): Promise<{ codes: Int8Array; scales: Float32Array }> {
  const { rows, columns } = weight;
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let start = 0; start < rows; start += rowsAtATime) {
    const end = Math.min(rows, start + rowsAtATime);
    const values = await weight.read(start, end);
    for (let row = start; row < end; row++) scales[row] = largest(values, (row - start) * columns, columns) / 127;
    for (let row = start, at = 0; row < end; row++) {
      const inverse = scales[row] === 0 ? 0 : 1 / (scales[row] as number);
      for (let column = 0; column < columns; column++, at++) {
        // Rounds to the nearest whole number; faster than Math.round, and this loop runs once for each weight.
        codes[column * rows + row] = (((values[at] as number) * inverse + 128.5) | 0) - 128;
      }
    }
  }
  return { codes, scales };
}

function largest(values: Float32Array, from: number, length: number): number {
  let most = 0;
  for (let at = from; at < from + length; at++) {
    const size = Math.abs(values[at] as number);
    if (size > most) most = size;
  }
  return most;
}
