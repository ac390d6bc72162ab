import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FloatType } from '../../src/engine/graph/onnx/graphBuilder.js';
import type { Precision } from '../../src/engine/graph/graphContext.js';
import { openCheckpoint } from '../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../src/engine/tokenizer/token.js';
import { golden } from '../util/golden.js';
import { deviceGraphOnProcessor } from './onProcessor.js';

/** How far a log-probability may be from that in single precision; the models' weights are random and large. */
const tolerance = 0.05;

let cacheFolder: string;
beforeAll(async () => void (cacheFolder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(cacheFolder, { recursive: true }));

const names = ['gpt2', 'gptj', 'llama-tied', 'qwen2', 'qwen3', 'gemma3'];

describe.each(names)('%s in the half precision of a graphics device', (name) => {
  test.each(['float32', 'int8', 'int4'] as const)(
    'rates a text in %s as in single precision, from an empty cache and on it',
    async (precision) => {
      const [single, half] = [await ratings(name, precision, 'float32'), await ratings(name, precision, 'float16')];
      expect(half).toHaveLength(single.length);
      expect(Math.max(...half.map((value, index) => Math.abs(value - (single[index] as number))))).toBeLessThan(tolerance);
    },
  );
});

async function ratings(name: string, precision: Precision, numbers: FloatType): Promise<number[]> {
  const reference = golden(name);
  const checkpoint = await openCheckpoint(reference.folder);
  const decoder = await deviceGraphOnProcessor(checkpoint, precision, numbers, cacheFolder);
  try {
    const ids = reference.integers('input_ids').slice(0, 16) as Token[];
    const { branch, next } = await decoder.prefill(ids.slice(0, 8), { top: 5, rate: next10 });
    const [rated] = await decoder.rate([{ branch, tokens: ids.slice(8) }], 1);
    return [...next.rated, ...(rated?.logprobs ?? [])];
  } finally {
    await decoder.dispose();
    await checkpoint.close();
  }
}

const next10 = [...Array(10).keys()] as Token[];
