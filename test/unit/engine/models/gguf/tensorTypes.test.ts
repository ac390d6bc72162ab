import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { SafetensorsFile } from '../../../../../src/engine/models/safetensors.js';
import { blockLayout, blockRows } from '../../../../../src/engine/models/gguf/blocks.js';
import { tensorTypes } from '../../../../../src/engine/models/gguf/types/registry.js';
import type { TensorType } from '../../../../../src/engine/models/gguf/types/tensorType.js';

/** Blocks of each type, with scales of every size, and what gguf-py reads from them (test/parity/reference/gguf_blocks.py). */
const reference = new Map<string, Uint8Array<ArrayBuffer>>();
beforeAll(async () => {
  const file = await SafetensorsFile.open(join(import.meta.dirname, 'blocks.safetensors'));
  for (const [name, tensor] of file.tensors) reference.set(name, await file.bytes(tensor));
  await file.close();
});

const types = [...tensorTypes.values()];
const coded = types.filter(({ codes }) => codes !== undefined);

function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  const bytes = reference.get(name);
  if (bytes === undefined) throw new Error(`There is no "${name}" among the reference values.`);
  return bytes;
}

/** The bits of numbers; those that are none have many, and all of them mean the same. */
function bits(floats: Float32Array): Uint32Array {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length).map((value, index) =>
    Number.isNaN(floats[index]) ? 0x7fc00000 : value,
  );
}

function expected({ name }: TensorType): Float32Array {
  return new Float32Array(bytesOf(`${name}.values`).buffer);
}

test('there are reference values for every type of blocks', () => {
  expect(coded.map(({ name }) => `${name}.blocks`).sort()).toEqual([...reference.keys()].filter((name) => name.endsWith('.blocks')).sort());
});

describe.each(coded.map((type) => [type.name, type] as const))('%s', (name, type) => {
  test('gives the values of gguf-py, bit for bit', () => {
    expect(bits(type.floats(bytesOf(`${name}.blocks`)))).toEqual(bits(expected(type)));
  });

  test('gives kernels codes that stand for the same values', () => {
    const layout = blockLayout(type);
    if (type.codes === undefined || layout === undefined) throw new Error('It has no codes.');
    const { codes, scales, offsets } = blockRows(type.codes, layout, bytesOf(`${name}.blocks`));
    const values = expected(type);
    values.forEach((value, at) => {
      const group = Math.floor(at / layout.blockSize);
      const code = layout.bits === 8 ? (codes[at] as number) : ((codes[at >> 1] as number) >> (4 * (at & 1))) & 15;
      const scale = scales[group] as number;
      const found = scale * (code - 2 ** (layout.bits - 1)) + (offsets[group] ?? 0);
      if (!Number.isFinite(value) || !Number.isFinite(scale) || Math.abs(value) > 3e38) return;
      // An offset is rounded once, where there are minimums.
      expect(Math.abs(found - value)).toBeLessThanOrEqual(
        layout.hasOffsets ? 16 * Math.abs(scale) * 2 ** -22 + Math.abs(offsets[group] ?? 0) * 2 ** -22 : 0,
      );
    });
  });
});

test.each([
  ['Q4_0', 4, 32, false],
  ['Q4_1', 4, 32, true],
  ['Q5_0', 8, 32, false],
  ['Q5_1', 8, 32, true],
  ['Q8_0', 8, 32, false],
  ['Q2_K', 4, 16, true],
  ['Q3_K', 4, 16, false],
  ['Q4_K', 4, 32, true],
  ['Q5_K', 8, 32, true],
  ['Q6_K', 8, 16, false],
  ['IQ4_NL', 8, 32, false],
  ['IQ4_XS', 8, 32, false],
  ['MXFP4', 8, 32, false],
  ['TQ1_0', 4, 32, false],
  ['TQ2_0', 4, 32, false],
])('%s keeps its codes in %i bits, in blocks of %i', (name, bitCount, blockSize, hasOffsets) => {
  const type = types.find((each) => each.name === name);
  expect(type && blockLayout(type)).toEqual({ bits: bitCount, blockSize, hasOffsets });
});
