import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { referenceLogits } from '../../bench/golden/referenceLogits.js';
import { golden } from '../util/golden.js';

/** Relative to the largest absolute logit. */
const tolerance = 1e-4;

let cacheFolder: string;
beforeAll(async () => void (cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(cacheFolder, { recursive: true }));

/** Folders of `reference/golden_causal.py`, and those of the same layout that were there before. */
const folders = [
  'gemma',
  'gemma2',
  'gemma3',
  'gpt2',
  'gpt_neox',
  'gpt_neox-serial',
  'gptj',
  'granite',
  'llama-tied',
  'llama-untied-rope-scaled',
  'llama-yarn',
  'modernbert-decoder',
  'olmo2',
  'opt',
  'opt-post-norm',
  'phi',
  'phi3',
  'phi3-longrope',
  'qwen2',
  'qwen3',
  'qwen3_moe',
  'smollm3',
  'stablelm',
  'stablelm-parallel',
];

/** Folders of `reference/golden_gguf.py`. */
const files = [
  ...['gguf-gemma', 'gguf-gemma2', 'gguf-gemma3', 'gguf-gpt2', 'gguf-gptj', 'gguf-gptneox', 'gguf-granite'],
  ...['gguf-llama-k-quants', 'gguf-llama-own-rope', 'gguf-llama-q4-0', 'gguf-llama-q4-k-m', 'gguf-llama-yarn'],
  ...['gguf-mistral3', 'gguf-olmo2', 'gguf-phi3', 'gguf-phi3-longrope', 'gguf-qwen2', 'gguf-qwen3', 'gguf-smollm3'],
];

describe.each([...folders, ...files])('%s', (name) => {
  let checkpoint: Checkpoint;
  beforeAll(async () => void (checkpoint = await openCheckpoint(golden(name).folder)));
  afterAll(() => checkpoint.close());

  test('gives the logits of the reference implementation', async () => {
    const reference = golden(name);
    const ids = reference.integers('input_ids') as Token[];
    const expected = reference.floats('logits');
    const [actual] = await referenceLogits(checkpoint, [{ tokens: ids, positions: [...ids.keys()] }]);
    const largest = Math.max(...expected.map(Math.abs));
    const error = Math.max(...expected.map((value, index) => Math.abs(value - (actual?.[index] as number))));
    expect(error / largest).toBeLessThan(tolerance);
  });

  test('continues greedily with the same tokens', async () => {
    const reference = golden(name);
    const start = reference.integers('input_ids').slice(0, 8) as Token[];
    const decoder = await openDecoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
    let { branch, next } = await decoder.prefill(start, { top: 1 });
    const tokens: number[] = [next.tokens[0] as Token];
    while (tokens.length < 24) {
      const [step] = await decoder.extend([{ branch, tokens: [tokens.at(-1) as Token] }], { top: 1 });
      if (step === undefined) throw new Error('A step of one branch returned none.');
      ({ branch, next } = step);
      tokens.push(next.tokens[0] as Token);
    }
    await decoder.dispose();
    expect(tokens).toEqual(reference.integers('greedy_after_8'));
  });
});
