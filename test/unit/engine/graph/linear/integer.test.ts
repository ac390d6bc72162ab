import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LinearInput } from '../../../../../src/engine/graph/linear/integer.js';
import { linear } from '../../../../../src/engine/graph/linear/linear.js';
import { encodeModel } from '../../../../../src/engine/graph/onnx/encode.js';
import { GraphBuilder } from '../../../../../src/engine/graph/onnx/graphBuilder.js';
import type { Matrix } from '../../../../../src/engine/graph/weights/matrix.js';
import { WeightFile } from '../../../../../src/engine/graph/weights/weightFile.js';
import { openSession, tensorFactory, type Session } from '../../../../../src/engine/runtime/session.js';
import { seededRandom } from '../../../../../src/engine/decode/seededRandom.js';

const columns = 256;
const rows = 64;

let folder: string;
let session: Session | undefined;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(async () => {
  await session?.dispose();
  session = undefined;
  await rm(folder, { recursive: true });
});

/** Multiplies tokens, each [columns], with a matrix in 8 bits: all in one step. */
async function openProduct(
  weights: Float32Array,
  input?: LinearInput,
): Promise<(tokens: readonly Float32Array[]) => Promise<Float32Array[]>> {
  const graph = new GraphBuilder();
  const file = await WeightFile.create(join(folder, 'weights.bin'), 'weights.bin');
  const x = graph.input('x', 'float32', [1, 'tokens', columns]);
  const y = await linear({ graph, file, precision: 'int8', device: 'cpu' }, 'w', x, matrixOf(weights), undefined, input);
  graph.output(y, 'y', 'float32', [1, 'tokens', rows]);
  await file.finish();
  await writeFile(join(folder, 'model.onnx'), encodeModel(graph.build()));
  const opened = (session = await openSession(join(folder, 'model.onnx'), { device: 'cpu', threads: 2 }));
  const tensors = await tensorFactory();
  return async (tokens) => {
    const all = new Float32Array(tokens.length * columns);
    tokens.forEach((token, index) => all.set(token, index * columns));
    const { y: product } = await opened.run({ x: tensors.float32(all, [1, tokens.length, columns]) });
    const data = product?.data as Float32Array;
    return tokens.map((_, index) => data.slice(index * rows, (index + 1) * rows));
  };
}

function matrixOf(weights: Float32Array): Matrix {
  return {
    rows,
    columns,
    read: (start, end) => Promise.resolve(weights.slice(start * columns, end * columns)),
    grid4: () => Promise.resolve(undefined),
    grid8: () => Promise.resolve(undefined),
  };
}

/** −1 and 1 have the largest codes there are. */
function extremes(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => (random() < 0.5 ? -1 : 1));
}

function values(length: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length }, () => random() * 2 - 1);
}

function inFloat(weights: Float32Array, token: Float32Array): number[] {
  return Array.from({ length: rows }, (_, row) => token.reduce((sum, value, i) => sum + value * (weights[row * columns + i] as number), 0));
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - (b[index] as number))));

test.each([1, 2, 4, 32])('the largest codes are multiplied exactly on this processor, %i tokens at once', async (count) => {
  const weights = extremes(rows * columns, 1);
  const multiply = await openProduct(weights);
  const tokens = Array.from({ length: count }, (_, index) => extremes(columns, 2 + index));
  const products = await multiply(tokens);
  products.forEach((product, index) => {
    expect(largestDifference(product, inFloat(weights, tokens[index] as Float32Array))).toBeLessThan(1e-3);
  });
});

test.each<{ name: string; input: LinearInput }>([
  { name: 'a scale of its own', input: {} },
  { name: 'a range that is known', input: { range: 1 } },
])('with $name, a token gives the same beside others as alone, bit by bit', async ({ input }) => {
  const multiply = await openProduct(values(rows * columns, 1), input);
  const tokens = Array.from({ length: 33 }, (_, index) => values(columns, 2 + index));
  const together = await multiply(tokens);
  for (const [index, token] of tokens.entries()) expect(await multiply([token])).toEqual([together[index]]);
});

test.each<{ name: string; input: LinearInput }>([
  { name: 'a scale of its own', input: { isInexact: true } },
  { name: 'a range that is known', input: { range: 1, isInexact: true } },
])('with $name, what differs in the last bit gives the same, where the input is known to', async ({ input }) => {
  const multiply = await openProduct(values(rows * columns, 1), input);
  const token = values(columns, 2).map((value) => Math.fround(value * 0.9));
  const other = token.map((value) => value * (1 + 2 ** -23));
  expect(await multiply([other])).toEqual(await multiply([token]));
});

test('a value far beyond the range that is known is cut off, and the others keep their worth', async () => {
  const weights = values(rows * columns, 1);
  const multiply = await openProduct(weights, { range: 1 });
  const token = values(columns, 2);
  const cut = token.slice();
  [token[0], cut[0]] = [50, 1];
  const [product] = await multiply([token]);
  expect(largestDifference(product as Float32Array, inFloat(weights, cut))).toBeLessThan(0.3);
});

test.each<{ name: string; input: LinearInput }>([
  { name: 'a scale of its own', input: {} },
  { name: 'a range that is known', input: { range: 1 } },
])('with $name, rounding costs at most two hundredths of the largest result', async ({ input }) => {
  const weights = values(rows * columns, 1);
  const multiply = await openProduct(weights, input);
  const token = values(columns, 2);
  const exact = inFloat(weights, token);
  const [product] = await multiply([token]);
  expect(largestDifference(product as Float32Array, exact)).toBeLessThan(0.02 * Math.max(...exact.map(Math.abs)));
});
