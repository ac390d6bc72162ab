import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { referenceLogits } from '../../bench/golden/referenceLogits.js';
import { golden } from '../util/golden.js';

const fixtures = join(import.meta.dirname, '../unit/engine/models/gguf');

let folder: string;
let gguf: Checkpoint;
/** The same model as a Hugging Face folder, its weights decoded by the reference implementation. */
let dense: Checkpoint;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  gguf = await openCheckpoint(join(fixtures, 'llama.gguf'));
  await copyFile(join(fixtures, 'llama.safetensors'), join(folder, 'model.safetensors'));
  await writeFile(join(folder, 'config.json'), JSON.stringify(gguf.config));
  dense = await openCheckpoint(folder);
});

afterAll(async () => {
  await gguf.close();
  await dense.close();
  await rm(folder, { recursive: true });
});

const prompt = [3, 1, 4, 1, 5, 9, 2, 6].map((id) => id as Token);

test('a GGUF file gives the logits of its dense checkpoint', async () => {
  const sequence = { tokens: prompt, positions: [...prompt.keys()] };
  const [[a], [b]] = [await referenceLogits(gguf, [sequence]), await referenceLogits(dense, [sequence])];
  if (a === undefined || b === undefined) throw new Error('One sequence gave no logits.');
  const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const error = b.reduce((most, value, index) => Math.max(most, Math.abs(value - (a[index] as number))), 0);
  expect(error / largest).toBeLessThan(1e-4);
});

test('a GGUF file gives the greedy tokens of its dense checkpoint', async () => {
  const greedy = async (checkpoint: Checkpoint): Promise<number[]> => {
    const decoder = await openDecoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder: join(folder, 'graphs') });
    const tokens: Token[] = [];
    let { branch, next } = await decoder.prefill(prompt, { top: 1 });
    while (tokens.length < 24) {
      tokens.push(next.tokens[0] as Token);
      const [step] = await decoder.extend([{ branch, tokens: tokens.slice(-1) }], { top: 1 });
      if (step === undefined) break;
      ({ branch, next } = step);
    }
    await decoder.dispose();
    return tokens;
  };
  expect(await greedy(gguf)).toEqual(await greedy(dense));
});

describe.each([
  ...['gguf-gemma', 'gguf-gemma2', 'gguf-gemma3', 'gguf-gpt2', 'gguf-gptj', 'gguf-gptneox', 'gguf-granite'],
  ...['gguf-llama-k-quants', 'gguf-llama-q4-0', 'gguf-llama-q4-k-m', 'gguf-mistral3', 'gguf-olmo2', 'gguf-phi3'],
  ...['gguf-qwen2', 'gguf-qwen3', 'gguf-smollm3'],
])('%s', (name) => {
  test.each(['int8', 'int4'] as const)('differs in %s by what the rounding of activations does alone', async (precision) => {
    const reference = golden(name);
    const checkpoint = await openCheckpoint(reference.folder);
    onTestFinished(() => checkpoint.close());
    const ids = reference.integers('input_ids') as Token[];
    const [actual] = await referenceLogits(checkpoint, [{ tokens: ids, positions: [...ids.keys()] }], 0, precision);
    const expected = reference.floats('logits');
    const largest = Math.max(...expected.map(Math.abs));
    // The largest that was measured is 0.051; weights that were rounded again, as those of folders are, give up to 0.25.
    expect(Math.max(...expected.map((value, at) => Math.abs(value - (actual?.[at] as number)))) / largest).toBeLessThan(0.07);
  });
});
