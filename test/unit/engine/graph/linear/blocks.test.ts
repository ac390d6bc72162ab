import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../../src/engine/decode/seededRandom.js';
import { blocksGather, blocksMatMul, storeBlocks, type InBlocks } from '../../../../../src/engine/graph/linear/blocks.js';
import { linear } from '../../../../../src/engine/graph/linear/linear.js';
import { encodeModel } from '../../../../../src/engine/graph/onnx/encode.js';
import { GraphBuilder } from '../../../../../src/engine/graph/onnx/graphBuilder.js';
import type { Matrix } from '../../../../../src/engine/graph/weights/matrix.js';
import { WeightFile } from '../../../../../src/engine/graph/weights/weightFile.js';
import type { BlockLayout } from '../../../../../src/engine/models/checkpoint.js';
import { openSession, tensorFactory, type Tensor } from '../../../../../src/engine/runtime/session.js';

const columns = 256;

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(() => rm(folder, { recursive: true }));

/** A matrix of random codes, of all that there are. */
function inBlocks(layout: BlockLayout, rows: number, seed: number): InBlocks {
  const random = seededRandom(seed);
  const { bits, blockSize, hasOffsets } = layout;
  const width = (columns * bits) / 8;
  const blocks = columns / blockSize;
  const codes = Uint8Array.from({ length: rows * width }, () => Math.floor(random() * 256));
  const scales = Float32Array.from({ length: rows * blocks }, () => random() - 0.5);
  const offsets = Float32Array.from({ length: hasOffsets ? rows * blocks : 0 }, () => 20 * random() - 10);
  const value = (at: number): number => {
    const code = bits === 8 ? (codes[at] as number) : ((codes[at >> 1] as number) >> (4 * (at & 1))) & 15;
    const block = Math.floor(at / blockSize);
    return (scales[block] as number) * (code - 2 ** (bits - 1)) + (offsets[block] ?? 0);
  };
  return {
    rows,
    columns,
    read: (start, end) => Promise.resolve(Float32Array.from({ length: (end - start) * columns }, (_, at) => value(start * columns + at))),
    grid4: () => Promise.resolve(undefined),
    grid8: () => Promise.resolve(undefined),
    blocks: {
      ...layout,
      read: (start, end) =>
        Promise.resolve({
          codes: codes.slice(start * width, end * width),
          scales: scales.slice(start * blocks, end * blocks),
          offsets: offsets.slice(hasOffsets ? start * blocks : 0, hasOffsets ? end * blocks : 0),
        }),
    },
  };
}

/** Whole numbers whose largest in each block is 127, which 8 bits hold exactly: what differs then, differs by the weights. */
function wholeNumbers(tokens: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: tokens * columns }, (_, at) => (at % 16 === 3 ? 127 : Math.floor(random() * 255) - 127));
}

async function exactProduct(x: Float32Array, weight: Matrix): Promise<number[]> {
  const values = await weight.read(0, weight.rows);
  return Array.from({ length: (x.length / columns) * weight.rows }, (_, at) => {
    const [token, row] = [Math.floor(at / weight.rows), at % weight.rows];
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += (x[token * columns + i] as number) * (values[row * columns + i] as number);
    return sum;
  });
}

async function run(write: (graph: GraphBuilder, file: WeightFile) => Promise<void>, feeds: Record<string, Tensor>): Promise<number[]> {
  const graph = new GraphBuilder();
  const file = await WeightFile.create(join(folder, 'weights.bin'), 'weights.bin');
  await write(graph, file);
  await file.finish();
  await writeFile(join(folder, 'model.onnx'), encodeModel(graph.build()));
  const session = await openSession(join(folder, 'model.onnx'), { device: 'cpu', threads: 2 });
  const { y } = await session.run(feeds);
  const data = [...(y?.data as Float32Array)];
  await session.dispose();
  return data;
}

function largestError(found: readonly number[], expected: readonly number[]): number {
  expect(found).toHaveLength(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  return Math.max(...expected.map((value, at) => Math.abs(value - (found[at] as number)))) / largest;
}

const layouts: [string, BlockLayout][] = ([4, 8] as const).flatMap((bits) =>
  [16, 32].flatMap((blockSize) =>
    [false, true].map((hasOffsets): [string, BlockLayout] => [
      `${bits} bits in blocks of ${blockSize}${hasOffsets ? ' with offsets' : ''}`,
      { bits, blockSize, hasOffsets },
    ]),
  ),
);

describe.each(layouts)('a matrix of %s', (_, layout) => {
  test.each([1, 3, 40])('is multiplied without rounding it again, %i tokens at a time', async (tokens) => {
    const weight = inBlocks(layout, 48, 1);
    const x = wholeNumbers(tokens, 2);
    for (const precision of ['int4', 'int8'] as const) {
      const found = await run(
        async (graph, file) => {
          const y = await linear({ graph, file, precision }, 'w', graph.input('x', 'float32', [1, 'tokens', columns]), weight);
          graph.output(y, 'y', 'float32', [1, 'tokens', 48]);
        },
        { x: (await tensorFactory()).float32(x, [1, tokens, columns]) },
      );
      expect(largestError(found, await exactProduct(x, weight))).toBeLessThan(1e-5);
      await rm(join(folder, 'weights.bin'));
    }
  });

  test('gives its rows exactly, and scores with two axes', async () => {
    const weight = inBlocks(layout, 48, 3);
    const x = wholeNumbers(5, 4);
    const tensors = await tensorFactory();
    const rows = await run(
      async (graph, file) => {
        const stored = await storeBlocks({ graph, file, precision: 'int4' }, [weight]);
        const gathered = blocksGather({ graph, file, precision: 'int4' }, 'w', graph.input('ids', 'int64', ['tokens']), stored);
        graph.output(gathered, 'y', 'float32', ['tokens', columns]);
      },
      { ids: tensors.int64([7, 0, 47], [3]) },
    );
    const values = await weight.read(0, 48);
    expect(
      largestError(
        rows,
        [7, 0, 47].flatMap((row) => [...values.slice(row * columns, (row + 1) * columns)]),
      ),
    ).toBeLessThan(1e-6);
    await rm(join(folder, 'weights.bin'));
    const scores = await run(
      async (graph, file) => {
        const context = { graph, file, precision: 'int4' } as const;
        const y = blocksMatMul(context, 'w', graph.input('x', 'float32', ['rows', columns]), await storeBlocks(context, [weight]), 2);
        graph.output(y, 'y', 'float32', ['rows', 48]);
      },
      { x: tensors.float32(x, [5, columns]) },
    );
    expect(largestError(scores, await exactProduct(x, weight))).toBeLessThan(1e-5);
  });
});

test('parts that are stored in different ways get a kernel each, and stand in their order', async () => {
  const [first, second, third] = [
    inBlocks({ bits: 4, blockSize: 32, hasOffsets: true }, 16, 5),
    inBlocks({ bits: 4, blockSize: 32, hasOffsets: true }, 8, 6),
    inBlocks({ bits: 8, blockSize: 16, hasOffsets: false }, 24, 7),
  ];
  const parts = [first, second, third] as const;
  const joined: Matrix = {
    rows: 48,
    columns,
    parts,
    read: () => Promise.reject(new Error('The parts were put together.')),
    grid4: () => Promise.resolve(undefined),
    grid8: () => Promise.resolve(undefined),
  };
  const x = wholeNumbers(2, 8);
  const kernels: unknown[] = [];
  const found = await run(
    async (graph, file) => {
      const y = await linear({ graph, file, precision: 'int8' }, 'w', graph.input('x', 'float32', [1, 'tokens', columns]), joined);
      graph.output(y, 'y', 'float32', [1, 'tokens', 48]);
      kernels.push(
        ...graph
          .build()
          .nodes.filter(({ opType }) => opType === 'MatMulNBits')
          .map(({ attributes }) => attributes['bits']),
      );
    },
    { x: (await tensorFactory()).float32(x, [1, 2, columns]) },
  );
  const exact = await Promise.all(parts.map((part) => exactProduct(x, part)));
  const expected = [0, 1].flatMap((token) =>
    exact.flatMap((product, at) => product.slice(token * (parts[at]?.rows ?? 0), (token + 1) * (parts[at]?.rows ?? 0))),
  );
  expect(largestError(found, expected)).toBeLessThan(1e-5);
  expect(kernels).toEqual([4, 8]);
});
