import type { Value } from '../onnx/graphBuilder.js';
import { bytesOf, store, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';

/** A power of two, so that the rows' codes, which lie side by side, fill whole cache lines. */
const rowsAtATime = 64;

/** Tokens in 8 bits: x = largest · (codes − 128) / 127. */
export interface TokenBytes {
  /** uint8 [..., columns] */
  readonly codes: Value;
  /** float32 [..., 1] */
  readonly largest: Value;
}

/** Rounds each token of x [..., columns] with a scale of its own. Where several products ask it of the same x, ONNX Runtime does it once. */
export function inBytes({ graph }: GraphContext, x: Value): TokenBytes {
  const largest = graph.op('ReduceMax', [graph.op('Abs', [x]), graph.ints([-1])], { keepdims: 1 }); // [1, S, 1]
  const unit = graph.op('Div', [x, largest]); // −1..1
  return { codes: graph.op('QuantizeLinear', [unit, graph.floats([1 / 127], []), graph.bytes([128], [])]), largest };
}

/**
 * x·Wᵀ in 8-bit integers: one scale for each row of W, and one for each token of x, taken from the token itself.
 * So a token's result does not depend on the tokens that it is computed with, bit by bit: a cached and an uncached
 * run agree. Integer products of whole rows reach the processor's matrix units, which makes reading a prompt several
 * times faster than products of blocks (MatMulNBits), and four tokens at once hardly dearer than one.
 */
export async function bytesProduct(context: GraphContext, name: string, { codes, largest }: TokenBytes, weight: Matrix): Promise<Value> {
  const { graph } = context;
  const rows = await quantizeRows(weight);
  const product = graph.contrib('MatMulIntegerToFloat', [
    codes,
    await store(context, `${name}.codes`, 'int8', [weight.columns, weight.rows], bytesOf(rows.codes)),
    graph.floats([1 / 127], []),
    await store(context, `${name}.scales`, 'float32', [weight.rows], bytesOf(rows.scales)),
    graph.bytes([128], []),
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
