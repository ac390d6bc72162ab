import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildCausalGraph, type CausalGraphOptions } from '../../../../src/engine/graph/causalGraph.js';
import { onProcessor } from '../../../../src/engine/graph/graphContext.js';
import { openCausalGraph } from '../../../../src/engine/graph/graphCache.js';
import { BuildSteps } from '../../../../src/engine/graph/weights/buildSteps.js';
import { checkedCheckpoint } from '../../../../src/engine/graph/weights/checkedCheckpoint.js';
import { WeightFile } from '../../../../src/engine/graph/weights/weightFile.js';
import type { Checkpoint } from '../../../../src/engine/models/checkpoint.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { forgetName, temporaryName } from '../../../../src/engine/temporaryName.js';
import { golden } from '../../../util/golden.js';

let folder: string;
let checkpoint: Checkpoint;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  checkpoint = await openCheckpoint(golden('llama-tied').folder);
});
afterEach(async () => {
  await checkpoint.close();
  await rm(folder, { recursive: true });
});

const precisions = ['float32', 'int8', 'int4'] as const;
const optionsOf = (precision: (typeof precisions)[number]): CausalGraphOptions => ({
  precision,
  target: onProcessor,
  output: 'distribution',
});

/** Builds a graph, or goes on with it, by way of the cache. Returns its files' hashes, what was told and how many values were read. */
async function build(cache: string, options: CausalGraphOptions): Promise<{ hashes: string[]; log: string[]; read: number }> {
  const log: string[] = [];
  let read = 0;
  const counted = counting(checkpoint, (values) => void (read += values));
  const place = { folder: cache, log: (_: string, message: string) => void log.push(message) };
  const hashes = await openCausalGraph(counted, options, place, async (path) => {
    const files = ['model.onnx', 'weights.bin', 'manifest.json'];
    return Promise.all(
      files.map(async (file) =>
        createHash('sha256')
          .update(await readFile(join(path, '..', file)))
          .digest('hex'),
      ),
    );
  });
  return { hashes, log, read };
}

/** What a process leaves that is killed when it has read so many values: the folder, under a name whose process is gone. */
async function stop(cache: string, key: string, options: CausalGraphOptions, afterValues: number): Promise<string> {
  const name = temporaryName('unfinished');
  const path = join(cache, name);
  await mkdir(path, { recursive: true });
  const checked = checkedCheckpoint(checkpoint, () => {
    if (checked.seen().values > afterValues) throw new Error('killed');
  });
  const steps = BuildSteps.create(join(path, 'steps.jsonl'), key);
  const file = await WeightFile.create(join(path, 'weights.bin'), 'weights.bin', { steps, ...checked, everyBytes: 0 });
  await expect(buildCausalGraph(checked.checkpoint, options, file)).rejects.toThrow('killed');
  await file.abandon();
  await steps.close();
  forgetName(name);
  return path;
}

describe.each(precisions)('A graph in %s whose build was stopped', (precision) => {
  const options = optionsOf(precision);
  const cache = (): string => join(folder, 'cache');
  let whole: Awaited<ReturnType<typeof build>>;
  let key: string;
  beforeEach(async () => {
    whole = await build(join(folder, 'whole'), options);
    [key = ''] = await readdir(join(folder, 'whole'));
  });

  test.each([0.2, 0.5, 0.9])('after %d of its weights is built on, to the same bit, without reading again what is stored', async (part) => {
    await stop(cache(), key, options, part * whole.read);
    const { hashes, log, read } = await build(cache(), options);
    expect(hashes).toEqual(whole.hashes);
    expect(log).toEqual([expect.stringMatching(/built on from where it was stopped/)]);
    // The matrix at which it was stopped is read again.
    expect(read).toBeLessThan((1 - part) * whole.read + 0.3 * whole.read);
    expect(await readdir(cache())).toEqual([key]);
  });

  test('is built on where the list of what is stored ends within a line', async () => {
    const left = await stop(cache(), key, options, 0.6 * whole.read);
    await appendFile(join(left, 'steps.jsonl'), '{"end":4096,"sto');
    expect((await build(cache(), options)).hashes).toEqual(whole.hashes);
  });

  test('is built on from where the file of weights was cut off', async () => {
    const left = await stop(cache(), key, options, 0.6 * whole.read);
    await truncate(join(left, 'weights.bin'), 5000);
    expect((await build(cache(), options)).hashes).toEqual(whole.hashes);
  });

  test('is left alone by the build of another graph, and removed after a week', async () => {
    const left = await stop(cache(), 'another', options, 0.6 * whole.read);
    expect((await build(cache(), options)).hashes).toEqual(whole.hashes);
    expect(await readdir(cache())).toHaveLength(2);
    const longAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(join(left, 'steps.jsonl'), longAgo, longAgo);
    await build(cache(), options);
    expect(await readdir(cache())).toEqual([key]);
  });
});

/** A checkpoint that tells how many values are read from its file. */
function counting(source: Checkpoint, onRead: (values: number) => void): Checkpoint {
  return checkedCheckpoint(source, onRead).checkpoint;
}
