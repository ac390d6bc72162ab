import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linear } from '../../../../../src/engine/graph/linear/linear.js';
import { GraphBuilder } from '../../../../../src/engine/graph/onnx/graphBuilder.js';
import { elementBytes } from '../../../../../src/engine/graph/onnx/model.js';
import type { Matrix } from '../../../../../src/engine/graph/weights/matrix.js';
import { WeightFile } from '../../../../../src/engine/graph/weights/weightFile.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterEach(() => rm(folder, { recursive: true }));

const [rows, columns] = [64, 256];
const weights = Float32Array.from({ length: rows * columns }, (_, index) => Math.sin(index * 12.9898));

const matrix: Matrix = {
  rows,
  columns,
  read: (start, end) => Promise.resolve(weights.subarray(start * columns, end * columns)),
  grid4: () => Promise.resolve(undefined),
  grid8: () => Promise.resolve(undefined),
};

test.each([
  { precision: 'int4', numbers: 'float16', bits: 5 },
  { precision: 'int8', numbers: 'float16', bits: 8.5 },
  { precision: 'float32', numbers: 'float16', bits: 16 },
] as const)('a weight in $precision takes $bits bits on a graphics device, with its scale', async ({ precision, numbers, bits }) => {
  const graph = new GraphBuilder(numbers);
  const file = await WeightFile.create(join(folder, 'weights.bin'), 'weights.bin');
  const x = graph.input('x', numbers, [1, 'tokens', columns]);
  await linear({ graph, file, precision, device: 'webgpu' }, 'w', x, matrix);
  await file.finish();
  const stored = graph.build().initializers.filter(({ name }) => name.startsWith('w.'));
  const bytes = stored.reduce((sum, { type, shape }) => sum + elementBytes[type] * shape.reduce((a, b) => a * b, 1), 0);
  expect((8 * bytes) / weights.length).toBe(bits);
});
