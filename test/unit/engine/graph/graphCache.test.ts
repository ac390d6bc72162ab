import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Building } from '../../../../src/engine/graph/building.js';
import { checkRoom } from '../../../../src/engine/graph/checkRoom.js';
import { GraphRefused } from '../../../../src/engine/graph/graphRefused.js';
import { openCausalGraph } from '../../../../src/engine/graph/graphCache.js';
import { writeManifest } from '../../../../src/engine/graph/graphManifest.js';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { openDecoder } from '../../../../src/engine/runtime/openDecoder.js';
import { openEncoder } from '../../../../src/engine/runtime/openEncoder.js';
import { onProcessor } from '../../../../src/engine/graph/graphContext.js';
import { temporaryName } from '../../../../src/engine/temporaryName.js';
import { canMakeDisks, smallDisk } from '../../../util/fullDisk.js';
import { golden } from '../../../util/golden.js';
import { damages } from './damageFile.js';

const options = { precision: 'float32', target: onProcessor, output: 'distribution' } as const;
const tokens = [3, 14, 15, 9, 26] as Token[];

let folder: string;
let cache: string;
let log: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  cache = join(folder, 'cache');
  log = [];
  await cp(golden('llama-tied').folder, join(folder, 'model'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

const place = () => ({
  precision: 'float32' as const,
  device: 'cpu' as const,
  threads: 1,
  cacheFolder: cache,
  log: (level: string, message: string) => void log.push(`${level}: ${message}`),
});

/** What a causal model says, by way of the cache. */
async function causalAnswer(model = golden('llama-tied').folder): Promise<Float32Array> {
  const checkpoint = await openCheckpoint(model);
  try {
    const decoder = await openDecoder(checkpoint, place());
    const { next } = await decoder.prefill(tokens, { top: 10 });
    await decoder.dispose();
    return next.logprobs;
  } finally {
    await checkpoint.close();
  }
}

async function encoderAnswer(): Promise<Float32Array> {
  const checkpoint = await openCheckpoint(golden('bert-pretraining').folder);
  try {
    const encoder = await openEncoder(checkpoint, place());
    const [features] = await encoder.features([{ tokens }], { layers: [0, encoder.layers], pooling: ['mean'] });
    await encoder.dispose();
    return features as Float32Array;
  } finally {
    await checkpoint.close();
  }
}

/** The one built graph in the cache. */
async function builtGraph(): Promise<string> {
  const entries = await readdir(cache);
  expect(entries).toHaveLength(1);
  return join(cache, entries[0] as string);
}

describe('A built graph', () => {
  test('is not there at all where its writing fails half-way, and is built by the next try', async () => {
    const checkpoint = await openCheckpoint(join(folder, 'model'));
    await truncate(join(folder, 'model', 'model.safetensors'), 20_000);
    await expect(openDecoder(checkpoint, place())).rejects.toThrow();
    await checkpoint.close();
    expect(await readdir(cache)).toEqual([]);

    await causalAnswer();
    expect((await readdir(await builtGraph())).sort()).toEqual(['manifest.json', 'model.onnx', 'weights.bin']);
    expect(log).toEqual([]);
  });

  test('names the folder that cannot be written', async () => {
    cache = join(folder, 'model', 'config.json', 'cache');
    await expect(causalAnswer()).rejects.toThrow(cache);
  });

  test('tells how far it is while it is built, up to all of it', async () => {
    const told: Building[] = [];
    const checkpoint = await openCheckpoint(golden('llama-tied').folder);
    const decoder = await openDecoder(checkpoint, { ...place(), report: (building) => void told.push(building) });
    await decoder.dispose();
    await checkpoint.close();
    expect(told.at(-1)?.done).toBe(1);
    expect(told.map(({ done }) => done)).toEqual([...new Set(told.map(({ done }) => done))].sort((a, b) => a - b));
    const { size } = await stat(join(await builtGraph(), 'weights.bin'));
    expect(told[0]?.bytes).toBeGreaterThanOrEqual(0.8 * size);
    expect(told[0]?.bytes).toBeLessThan(1.5 * size);
  });

  test.runIf(canMakeDisks)('that would not fit is refused before a byte of it is written, with both sizes', async () => {
    const disk = await smallDisk(4096);
    try {
      await expect(checkRoom(disk.folder, 'novel-1b', 3.2e9)).rejects.toMatchObject({
        code: 'disk',
        message: expect.stringMatching(/"novel-1b".*about 3\.2 GB.*4 MB are free/) as string,
      });
      await expect(checkRoom(disk.folder, 'small', 2 ** 20)).resolves.toBeUndefined();
    } finally {
      await disk.remove();
    }
  });

  test.runIf(canMakeDisks)('that is whole is used where the cache can only be read', async () => {
    const disk = await smallDisk(4096);
    try {
      cache = join(disk.folder, 'cache');
      const before = await causalAnswer();
      disk.readOnly();
      expect(await causalAnswer()).toEqual(before);
      await expect(encoderAnswer()).rejects.toMatchObject({ code: 'disk' });
    } finally {
      await disk.remove();
    }
  });
});

describe.each(Object.entries(damages))(
  'Where a file of a built graph %s, it is built once more and says the same as before',
  (_, damage) => {
    test.each(['manifest.json', 'model.onnx', 'weights.bin', '.'])('%s', async (file) => {
      for (const answer of [causalAnswer, encoderAnswer]) {
        const before = await answer();
        const graph = await builtGraph();
        await damage(join(graph, file)).catch((error: unknown) => {
          // A folder has no bits to flip.
          if (file !== '.' || !(error instanceof Error && 'code' in error && error.code === 'EISDIR')) throw error;
        });
        expect(await answer()).toEqual(before);
        expect(await builtGraph()).toBe(graph);
        const settled = log.length;
        expect(await answer()).toEqual(before);
        expect(log).toHaveLength(settled);
        if (file !== '.') expect(log.filter((line) => line.startsWith('warn:'))).not.toEqual([]);
        await rm(cache, { recursive: true });
      }
    });
  },
);

describe('A graph that is whole but does not load', () => {
  /** The name that the cache gives a graph is not known here, so a first opening shows it. */
  async function openedAs(load: (path: string) => Promise<string>): Promise<string> {
    const checkpoint = await openCheckpoint(golden('llama-tied').folder);
    try {
      return await openCausalGraph(checkpoint, options, { folder: cache, log: (level) => void log.push(level) }, load);
    } finally {
      await checkpoint.close();
    }
  }
  const refused = new GraphRefused({ code: 'internal', message: 'It is no graph.' });

  test('is built once more, and only once', async () => {
    // A graph of another process, which one of the same recipe in another cache stands for.
    const path = await openedAs((found) => Promise.resolve(found));
    const other = join(folder, 'other');
    await cp(cache, other, { recursive: true });
    cache = other;
    const key = path.split('/').at(-2) as string;
    await writeFile(join(other, key, 'model.onnx'), 'no graph');
    await writeManifestAgain(join(other, key), key);
    let loads = 0;
    const load = async (found: string): Promise<string> => {
      loads++;
      const bytes = await readFile(found);
      if (bytes.toString() === 'no graph') throw refused;
      return createHash('sha256').update(bytes).digest('hex');
    };
    const good = await openedAs(load);
    expect(loads).toBe(2);
    expect(log).toEqual(['warn']);
    expect(await openedAs(load)).toBe(good);
    expect(loads).toBe(3);
  });

  test('is not built again and again where that does not help', async () => {
    let loads = 0;
    const load = (): Promise<string> => {
      loads++;
      return Promise.reject(refused);
    };
    await expect(openedAs(load)).rejects.toBe(refused);
    await expect(openedAs(load)).rejects.toBe(refused);
    expect(loads).toBe(2);
  });

  async function writeManifestAgain(graph: string, key: string): Promise<void> {
    await rm(join(graph, 'manifest.json'));
    await writeManifest(graph, key);
  }
});

describe('What was left unfinished', () => {
  test('by a process that is gone is removed when a model is opened, also where its graph is there', async () => {
    await causalAnswer();
    const { pid } = spawnSync(process.execPath, ['--version']);
    const own = temporaryName('unfinished');
    for (const name of [own.replace(`-${process.pid}-`, `-${pid}-`), `${own}.part`.replace(`-${process.pid}-`, `-${pid}-`)]) {
      await mkdir(join(cache, name));
      await writeFile(join(cache, name, 'weights.bin'), 'half');
    }
    await mkdir(join(cache, own));
    await causalAnswer();
    expect((await readdir(cache)).filter((name) => name.startsWith('.'))).toEqual([own]);
  });

  test('on another computer that shares the folder stays for a day', async () => {
    const name = temporaryName('unfinished').replace(/^\.[0-9a-f]+/, '.0123456789ab');
    await mkdir(join(cache, name), { recursive: true });
    await causalAnswer();
    expect(await readdir(cache)).toContain(name);
    const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000);
    await utimes(join(cache, name), twoDaysAgo, twoDaysAgo);
    await causalAnswer();
    expect(await readdir(cache)).not.toContain(name);
  });
});

test('A file that takes the name of a built graph does not keep the model from opening', async () => {
  const before = await causalAnswer();
  const graph = await builtGraph();
  await rm(graph, { recursive: true });
  await writeFile(graph, 'in the way');
  await chmod(graph, 0o400);
  expect(await causalAnswer()).toEqual(before);
});
