import { cp, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cachedCausalGraph } from '../../../../src/engine/graph/graphCache.js';
import { openCheckpoint } from '../../../../src/engine/models/checkpoint.js';
import { golden } from '../../../util/golden.js';

const options = { precision: 'float32', cache: 'host', output: 'distribution' } as const;

let folder: string;
let cache: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  cache = join(folder, 'cache');
  await cp(golden('llama-tied').folder, join(folder, 'model'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

describe('A built graph', () => {
  test('is not there at all where its writing fails half-way, and is built by the next try', async () => {
    const checkpoint = await openCheckpoint(join(folder, 'model'));
    await truncate(join(folder, 'model', 'model.safetensors'), 20_000);
    await expect(cachedCausalGraph(checkpoint, options, cache)).rejects.toThrow();
    await checkpoint.close();
    expect(await readdir(cache)).toEqual([]);

    const whole = await openCheckpoint(golden('llama-tied').folder);
    const graph = await cachedCausalGraph(whole, options, cache);
    await whole.close();
    expect((await readdir(join(graph, '..'))).sort()).toEqual(['model.onnx', 'weights.bin']);
    expect(await readdir(cache)).toHaveLength(1);
  });

  test('names the folder that cannot be written', async () => {
    const checkpoint = await openCheckpoint(join(folder, 'model'));
    const place = join(folder, 'model', 'config.json', 'cache');
    await expect(cachedCausalGraph(checkpoint, options, place)).rejects.toThrow(place);
    await checkpoint.close();
  });
});
