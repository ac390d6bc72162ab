import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Decoder } from '../../src/engine/runtime/decoder.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../src/engine/runtime/openDecoder.js';
import { golden } from '../util/golden.js';
import { deviceGraphOnProcessor } from './onProcessor.js';

const vocabulary = 97;
const longest = 60;

/** What a writer keeps of the text, and what is typed instead of the rest. */
const edit = fc.record({
  kept: fc.integer({ min: 1, max: longest }),
  typed: fc.array(fc.integer({ min: 0, max: vocabulary - 1 }), { minLength: 2, maxLength: 25 }),
});

let cacheFolder: string;
beforeAll(async () => void (cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(cacheFolder, { recursive: true }));

describe.each(['gemma3', 'gpt2', 'gptj', 'llama-tied', 'qwen2', 'qwen3'])('%s', (name) => {
  let checkpoint: Checkpoint;
  let inMemory: Decoder;
  let onDevice: Decoder;
  beforeAll(async () => {
    checkpoint = await openCheckpoint(golden(name).folder);
    inMemory = await openDecoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
    // ONNX Runtime's own cached attention, with its own idea of windows and rotations.
    onDevice = await deviceGraphOnProcessor(checkpoint, 'float32', 'float32', cacheFolder);
  });
  afterAll(async () => {
    await inMemory.dispose();
    await onDevice.dispose();
    await checkpoint.close();
  });

  test('a cache on the device rates edited texts as one in memory does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        let text: Token[] = [1 as Token];
        for (const { kept, typed } of edits) {
          text = [...text.slice(0, kept), ...(typed as Token[])].slice(0, longest);
          const [a, b] = [await rate(inMemory, text), await rate(onDevice, text)];
          const difference = Math.max(...a.map((value, index) => Math.abs(value - (b[index] as number))));
          expect(difference).toBeLessThan(1e-4);
        }
      }),
      { numRuns: 6 },
    );
  });
});

/** Log-probabilities of the second half of a text after its first half. */
async function rate(decoder: Decoder, text: readonly Token[]): Promise<number[]> {
  const middle = Math.ceil(text.length / 2);
  const { branch } = await decoder.prefill(text.slice(0, middle), { top: 1 });
  const [rated] = await decoder.rate([{ branch, tokens: text.slice(middle) }], 1);
  return [...(rated?.logprobs ?? [])];
}
