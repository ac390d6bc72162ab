import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { golden } from '../util/golden.js';

let cacheFolder: string;
beforeAll(async () => void (cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(cacheFolder, { recursive: true }));

describe.each([
  ['gpt2', 'transformer.wte.weight'],
  ['llama-tied', 'model.embed_tokens.weight'],
])('Hidden states of %s', (name, table) => {
  test("are those that the reference implementation's logits come from, whatever was read before", async () => {
    const reference = golden(name);
    const checkpoint = await openCheckpoint(reference.folder);
    const decoder = await openDecoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
    const ids = reference.integers('input_ids') as Token[];
    await decoder.prefill(ids.slice(3), { top: 1 });
    const [, hidden = new Float32Array()] = await decoder.hiddenStates([ids.slice(0, 2), ids]);
    const words = await checkpoint.tensors.floats(table);
    await decoder.dispose();
    await checkpoint.close();

    const size = decoder.hiddenSize;
    const count = words.length / size;
    const expected = reference.floats('logits');
    const dot = (row: number, word: number): number => {
      const state = hidden.subarray(row * size, (row + 1) * size);
      return state.reduce((sum, value, i) => sum + value * (words[word * size + i] ?? NaN), 0);
    };
    const largest = Math.max(...expected.map(Math.abs));
    const errors = ids.flatMap((_, row) =>
      Array.from({ length: count }, (_, word) => Math.abs(dot(row, word) - (expected[row * count + word] ?? NaN))),
    );
    expect(Math.max(...errors) / largest).toBeLessThan(1e-4);
  });
});
