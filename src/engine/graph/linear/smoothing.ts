import { maxOf } from '../../../common/extremes.js';
import type { TensorSource } from '../../models/checkpoint.js';
import type { GraphContext } from '../graphContext.js';
import { type Matrix, vector } from '../weights/matrix.js';

/** How far the largest values move from the activations into the weights: 0 not at all, 1 wholly. */
const strength = 0.6;

const rowsAtATime = 512;

/** Whether a graph calculates with activations in 8 bits that have one scale for all columns, and so gains from smoothing. */
export function smooths({ precision, device }: GraphContext): boolean {
  return precision === 'int8' && device === 'cpu';
}

/**
 * Divisors for the columns of an activation, to be multiplied into the columns of the matrices that take it, so that
 * few large columns do not use up the range of 8 bits (Xiao et al. 2022, SmoothQuant, https://arxiv.org/abs/2211.10438).
 * The largest value that each column took on sample text lies beside the weights as `<input>.input_maxima`; without
 * it there is nothing to smooth by, and the result is undefined.
 */
export async function smoothingDivisors(tensors: TensorSource, input: string, consumers: Matrix): Promise<Float32Array | undefined> {
  const activations = await inputMaxima(tensors, input, consumers.columns);
  if (activations === undefined) return undefined;
  const weights = await columnMaxima(consumers);
  return activations.map((activation, column) => {
    const weight = weights[column] as number;
    return activation <= 0 || weight === 0 ? 1 : activation ** strength / weight ** (1 - strength);
  });
}

/**
 * The largest value of an input on sample text after its columns were divided; undefined where there are no divisors, or where nothing but
 * zeros was seen, which says nothing about other text.
 */
export async function smoothedRange(tensors: TensorSource, input: string, divisors: Float32Array | undefined): Promise<number | undefined> {
  const activations = divisors && (await inputMaxima(tensors, input, divisors.length));
  const range = activations && maxOf(activations.map((activation, column) => activation / (divisors[column] as number)));
  return range === 0 ? undefined : range;
}

async function inputMaxima(tensors: TensorSource, input: string, columns: number): Promise<Float32Array | undefined> {
  const name = `${input}.input_maxima`;
  return tensors.has(name) ? vector(tensors, name, columns) : undefined;
}

/** One divisor for all query heads that share a KV head, since they share the values that are divided. */
export function sharedByGroups(divisors: Float32Array, heads: number, kvHeads: number, headSize: number): Float32Array {
  const group = heads / kvHeads;
  return Float32Array.from({ length: kvHeads * headSize }, (_, index) => {
    const kvHead = Math.floor(index / headSize);
    const members = Array.from({ length: group }, (_, member) => (kvHead * group + member) * headSize + (index % headSize));
    return maxOf(members.map((at) => divisors[at] as number));
  });
}

/** The divisors of the values, repeated for each query head that uses them. */
export function spreadToHeads(divisors: Float32Array, heads: number, kvHeads: number, headSize: number): Float32Array {
  const group = heads / kvHeads;
  return Float32Array.from({ length: heads * headSize }, (_, index) => {
    const kvHead = Math.floor(index / (group * headSize));
    return divisors[kvHead * headSize + (index % headSize)] as number;
  });
}

/** W with its columns multiplied by `factors`, and its rows divided by `divisors`; what is undefined changes nothing. */
export function rescaled(matrix: Matrix, factors: Float32Array | undefined, divisors: Float32Array | undefined): Matrix {
  if (factors === undefined && divisors === undefined) return matrix;
  const { rows, columns } = matrix;
  return {
    rows,
    columns,
    async read(start, end) {
      const values = await matrix.read(start, end);
      for (let row = start, at = 0; row < end; row++) {
        const scale = 1 / (divisors?.[row] ?? 1);
        for (let column = 0; column < columns; column++, at++) {
          values[at] = (values[at] as number) * scale * (factors === undefined ? 1 : (factors[column] as number));
        }
      }
      return values;
    },
    grid4: () => Promise.resolve(undefined),
    grid8: () => Promise.resolve(undefined),
  };
}

async function columnMaxima(weight: Matrix): Promise<Float32Array> {
  const { rows, columns } = weight;
  const maxima = new Float32Array(columns);
  for (let start = 0; start < rows; start += rowsAtATime) {
    const values = await weight.read(start, Math.min(rows, start + rowsAtATime));
    for (let at = 0; at < values.length;) {
      for (let column = 0; column < columns; column++, at++) {
        const size = Math.abs(values[at] as number);
        if (size > (maxima[column] as number)) maxima[column] = size;
      }
    }
  }
  return maxima;
}
