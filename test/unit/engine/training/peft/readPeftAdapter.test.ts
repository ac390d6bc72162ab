import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { factorInput } from '../../../../../src/engine/graph/blocks/lowRankInputs.js';
import { peftFolder } from '../../../../../src/engine/training/peft/peftFolder.js';
import { readPeftAdapter } from '../../../../../src/engine/training/peft/readPeftAdapter.js';
import { safetensorsBytes, type WrittenTensor } from '../../../../../src/engine/training/safetensorsBytes.js';

const layer = 'encoder.layer.0.output.dense';
const weights = 'adapter_model.safetensors';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-peft-'));
  const factors = new Map([
    [factorInput(layer, 'A'), { shape: [2, 3], values: new Float32Array(6).fill(0.5) }],
    [factorInput(layer, 'B'), { shape: [3, 2], values: new Float32Array(6) }],
  ] as const);
  const files = peftFolder({ scale: 2, factors }, { base: '..', hash: 'abc', training: { date: '2025-01-02' } });
  for (const [name, content] of files) await writeFile(join(folder, name), content);
});
afterEach(() => rm(folder, { recursive: true }));

function tensor(shape: readonly number[], value = 0.5): WrittenTensor {
  return { shape, values: new Float32Array(shape.reduce((product, size) => product * size, 1)).fill(value) };
}

/** The bytes of weights whose header says something else than it did, as long as before. */
function lying(said: string, instead: string): Buffer {
  const bytes = Buffer.from(safetensorsBytes(named(tensor([2, 3]), tensor([3, 2]))));
  const text = bytes.toString('latin1');
  expect(text).toContain(said);
  return Buffer.from(text.replace(said, instead.padEnd(said.length)), 'latin1');
}

function named(a: WrittenTensor, b: WrittenTensor): Map<string, WrittenTensor> {
  return new Map([
    [`base_model.model.${layer}.lora_A.weight`, a],
    [`base_model.model.${layer}.lora_B.weight`, b],
  ]);
}

describe('A folder of PEFT', () => {
  test('is read', async () => {
    const { scale, factors } = await readPeftAdapter(folder);
    expect([scale, [...factors.keys()].sort()]).toEqual([2, [factorInput(layer, 'A'), factorInput(layer, 'B')]]);
  });

  test.each([
    ['of two ranks', () => safetensorsBytes(named(tensor([2, 3]), tensor([3, 4])))],
    ['of three axes', () => safetensorsBytes(named(tensor([2, 3, 1]), tensor([3, 2])))],
    ['without one of them', () => safetensorsBytes(new Map([...named(tensor([2, 3]), tensor([3, 2]))].slice(0, 1)))],
    ['of a shape with more numbers than there are', () => lying('[2,3]', '[9,9]')],
    ['that lie behind the end of the file', () => lying('[24,48]', '[24,99]')],
    ['of a size below zero', () => lying('[2,3]', '[2,-3]')],
    ['that are cut off', () => safetensorsBytes(named(tensor([2, 3]), tensor([3, 2]))).subarray(0, -8)],
    ['that are no numbers', () => safetensorsBytes(named(tensor([2, 3], NaN), tensor([3, 2])))],
  ])('with factors %s is refused, and says what is wrong', async (_, bytes) => {
    await writeFile(join(folder, weights), bytes());
    await expect(readPeftAdapter(folder)).rejects.toMatchObject({ code: 'model-invalid' });
  });
});
