import type { GraphBuilder, Value } from '../onnx/graphBuilder.js';
import { elementTypes, type StoredData } from '../onnx/model.js';
import { bytesOf, numberBytes, share, type GraphContext } from '../graphContext.js';
import type { Matrix } from '../weights/matrix.js';

/** A power of two, so that the rows' codes, which lie side by side, fill whole cache lines. */
const rowsAtATime = 64;

/**
 * The largest code of a weight. Processors without VNNI add two products of 8 bits in 16 (`vpmaddubsw`), where larger codes would be cut
 * off: 2 · 255 · 64 fits. So every processor computes the same.
 */
const maxWeightCode = 64;

/** Tokens in 8 bits: x = unit · (codes − 128), times `largest` where that is there. */
export interface TokenBytes {
  /** uint8 [..., columns] */
  readonly codes: Value;
  readonly unit: number;
  /** float32 [..., 1]: each token's largest value, where tokens have scales of their own. */
  readonly largest?: Value;
}

/** What is known beforehand of an input of linear layers. */
export interface LinearInput {
  /** The largest value that it has on sample text, beyond which values are cut off; undefined where it is not known. */
  readonly range?: number | undefined;
  /** Whether its last bits depend on what a token is computed with, as those of attention do, which adds up in another order then. */
  readonly isInexact?: boolean;
}

/**
 * Rounds each token of x [..., columns]: with one scale for all where their range is known, which is one node; else with a scale of its
 * own. Where several products ask it of the same x, ONNX Runtime does it once.
 *
 * Codes hide differences in the last bits of x. A scale of a token's own does not, so that of an inexact input is rounded too: what follows
 * is the same, bit by bit, however many tokens are computed together.
 */
export function inBytes({ graph }: GraphContext, x: Value, { range, isInexact = false }: LinearInput): TokenBytes {
  const middle = graph.bytes([128], []);
  if (range !== undefined) {
    const unit = range / 127;
    return { codes: graph.op('QuantizeLinear', [x, graph.floats([unit], []), middle]), unit };
  }
  const unit = 1 / 127;
  const exact = graph.op('ReduceMax', [graph.op('Abs', [x]), graph.ints([-1])], { keepdims: 1 }); // [1, S, 1]
  const largest = isInexact ? inFewBits(graph, exact) : exact;
  return { codes: graph.op('QuantizeLinear', [graph.op('Div', [x, largest]), graph.floats([unit], []), middle]), unit, largest };
}

/** Keeps 8 bits of each number's mantissa. */
function inFewBits(graph: GraphBuilder, x: Value): Value {
  return graph.op('Cast', [graph.op('Cast', [x], { to: elementTypes.bfloat16 })], { to: elementTypes.float32 });
}

/**
 * x·Wᵀ in 8-bit integers: one scale for each row of W, and for the tokens as `inBytes` says. So a token's result does not depend on the
 * tokens that it is computed with, bit by bit: a cached and an uncached run agree. Integer products of whole rows reach the processor's
 * matrix units, which makes reading a prompt several times faster than products of blocks (MatMulNBits), and four tokens at once hardly
 * dearer than one.
 */
export async function bytesProduct(context: GraphContext, name: string, bytes: TokenBytes, weight: Matrix): Promise<Value> {
  const { graph } = context;
  const { codes, scales } = await context.file.once(() => storeRows(context, weight));
  const product = graph.contrib('MatMulIntegerToFloat', [
    bytes.codes,
    share(context, `${name}.codes`, 'int8', [weight.columns, weight.rows], codes),
    graph.floats([bytes.unit], []),
    share(context, `${name}.scales`, graph.floatType, [weight.rows], scales),
    graph.bytes([128], []),
  ]);
  return bytes.largest === undefined ? product : graph.op('Mul', [product, bytes.largest]);
}

/** Rounds each row to codes with a scale of its own, and stores the codes as [columns, rows]. */
async function storeRows({ graph, file }: GraphContext, weight: Matrix): Promise<{ codes: StoredData; scales: StoredData }> {
  const { rows, columns } = weight;
  const codes = new Int8Array(rows * columns);
  const scales = new Float32Array(rows);
  for (let start = 0; start < rows; start += rowsAtATime) {
    const end = Math.min(rows, start + rowsAtATime);
    const values = await weight.read(start, end);
    for (let row = start; row < end; row++) scales[row] = largest(values, (row - start) * columns, columns) / maxWeightCode;
    for (let row = start, at = 0; row < end; row++) {
      const inverse = scales[row] === 0 ? 0 : 1 / (scales[row] as number);
      for (let column = 0; column < columns; column++, at++) {
        // Rounds to the nearest whole number; faster than Math.round, and this loop runs once for each weight.
        codes[column * rows + row] = (((values[at] as number) * inverse + 128.5) | 0) - 128;
      }
    }
  }
  return { codes: await file.append(bytesOf(codes)), scales: await file.append(numberBytes(graph, scales)) };
}

function largest(values: Float32Array, from: number, length: number): number {
  let most = 0;
  for (let at = from; at < from + length; at++) {
    const size = Math.abs(values[at] as number);
    if (size > most) most = size;
  }
  return most;
}
