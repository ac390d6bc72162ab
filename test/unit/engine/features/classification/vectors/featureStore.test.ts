import { appendFile, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FeatureSource } from '../../../../../../src/common/classifierHead.js';
import { FeatureStore } from '../../../../../../src/engine/features/classification/vectors/featureStore.js';

const source: FeatureSource = { kind: 'encoder', model: 'tiny', hash: 'one', layers: [1], pooling: ['mean'], size: 2 };

let folder: string;
let asked: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  asked = [];
});
afterEach(() => rm(folder, { recursive: true }));

function compute(texts: readonly string[]): Promise<Float32Array[]> {
  asked.push(...texts);
  return Promise.resolve(texts.map((text) => Float32Array.of(text.length, 0.5)));
}

async function ask(store: FeatureStore, texts: readonly string[], from = source): Promise<number[][]> {
  return (await store.rows(from, texts, compute)).map((row) => [...row]);
}

describe('Features', () => {
  test('are computed once for each text', async () => {
    const store = new FeatureStore(folder);
    expect(await ask(store, ['a', 'bb', 'a'])).toEqual([
      [1, 0.5],
      [2, 0.5],
      [1, 0.5],
    ]);
    await ask(store, ['bb', 'ccc']);
    expect(asked).toEqual(['a', 'bb', 'ccc']);
  });

  test.skipIf(process.platform === 'win32')('can be read by their owner alone', async () => {
    await ask(new FeatureStore(join(folder, 'features')), ['a']);
    const [file = ''] = await readdir(join(folder, 'features'));
    for (const path of ['features', join('features', file)]) expect((await stat(join(folder, path))).mode & 0o077).toBe(0);
  });

  test('are there after a restart', async () => {
    await ask(new FeatureStore(folder), ['a', 'bb']);
    expect(await ask(new FeatureStore(folder), ['bb', 'a'])).toEqual([
      [2, 0.5],
      [1, 0.5],
    ]);
    expect(asked).toEqual(['a', 'bb']);
  });

  test('of another model are others', async () => {
    const store = new FeatureStore(folder);
    await ask(store, ['a']);
    await ask(store, ['a'], { ...source, hash: 'two' });
    expect(asked).toEqual(['a', 'a']);
  });

  test('survive a record that a crash cut off', async () => {
    await ask(new FeatureStore(folder), ['a']);
    const [file = ''] = await readdir(folder);
    await appendFile(join(folder, file), 'half a rec');
    await ask(new FeatureStore(folder), ['bb']);
    expect(await ask(new FeatureStore(folder), ['a', 'bb'])).toEqual([
      [1, 0.5],
      [2, 0.5],
    ]);
    expect(asked).toEqual(['a', 'bb']);
  });

  test('that the disk has damaged are computed again', async () => {
    await ask(new FeatureStore(folder), ['a', 'bb', 'ccc']);
    const [file = ''] = await readdir(folder);
    const path = join(folder, file);
    const bytes = await readFile(path);
    const last = bytes.length / 3 + bytes.length / 3 - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await ask(new FeatureStore(folder), ['a', 'bb', 'ccc'])).toEqual([
      [1, 0.5],
      [2, 0.5],
      [3, 0.5],
    ]);
    expect(asked).toEqual(['a', 'bb', 'ccc', 'bb']);
    await ask(new FeatureStore(folder), ['bb']);
    expect(asked).toHaveLength(4);
  });

  test('of the source that was not used for longest go when the folder is full', async () => {
    const texts = ['a', 'bb', 'ccc', 'dddd'];
    const store = (): FeatureStore => new FeatureStore(folder, 300);
    const from = (hash: string): FeatureSource => ({ ...source, hash });
    for (const hash of ['one', 'two']) await ask(store(), texts, from(hash));
    const names = await readdir(folder);
    const usedAt = [new Date(1e12), new Date(2e12)];
    await Promise.all(names.map((name, at) => utimes(join(folder, name), usedAt[at] ?? 0, usedAt[at] ?? 0)));
    await ask(store(), texts, from('three'));
    const left = await readdir(folder);
    expect([left.includes(names[0] ?? ''), left.includes(names[1] ?? ''), left.length]).toEqual([false, true, 2]);
  });

  test('of one source that fills the folder: those that were used last stay', async () => {
    const texts = Array.from({ length: 8 }, (_, index) => 'x'.repeat(index + 1));
    const store = (): FeatureStore => new FeatureStore(folder, 560);
    await ask(store(), texts);
    const used = store();
    await ask(used, texts.slice(0, 2));
    await ask(used, ['new', 'newer', 'newest']);
    asked = [];
    await ask(store(), [...texts.slice(0, 2), 'new', 'newer', 'newest']);
    expect(asked).toEqual([]);
    await ask(store(), texts.slice(2, 4));
    expect(asked).toEqual(texts.slice(2, 4));
  });

  test('are computed each time where the folder cannot be written', async () => {
    const store = new FeatureStore('/dev/null/features');
    expect(await ask(store, ['a'])).toEqual([[1, 0.5]]);
  });
});
