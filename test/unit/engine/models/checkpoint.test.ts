import { mkdir, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../../../../src/engine/models/openCheckpoint.js';
import { opened, smallConfig, temporaryFolder } from './modelFolder.js';
import { safetensorsBytes } from './safetensorsBytes.js';

const matrix = { dtype: 'F32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) };
const weights = safetensorsBytes({ 'a.weight': matrix, 'b.weight': { dtype: 'F16', shape: [2], data: Uint16Array.of(0x3c00, 0xc000) } });
const good = { 'config.json': smallConfig, 'model.safetensors': weights, 'tokenizer.json': { model: {} } };

const invalid = (reason: RegExp): object => ({ name: 'ClozeError', code: 'model-invalid', message: expect.stringMatching(reason) as unknown });

describe('a Hugging Face folder', () => {
  test('is read by the names of its tensors', async () => {
    const folder = await temporaryFolder(good);
    const { config, tensors } = await opened(folder);
    expect(config).toEqual(smallConfig);
    expect(tensors.names()).toEqual(['a.weight', 'b.weight']);
    expect(tensors.has('a.weight')).toBe(true);
    expect(tensors.has('c.weight')).toBe(false);
    expect(tensors.shape('a.weight')).toEqual([3, 2]);
    expect([...(await tensors.floats('a.weight'))]).toEqual([1, 2, 3, 4, 5, 6]);
    expect([...(await tensors.floatRows('a.weight', 1, 3))]).toEqual([3, 4, 5, 6]);
    expect([...(await tensors.floats('b.weight'))]).toEqual([1, -2]);
    expect(await tensors.grid4('a.weight')).toBeUndefined();
    expect(await tensors.grid8('a.weight')).toBeUndefined();
  });

  test('may be split into shards', async () => {
    const folder = await temporaryFolder({
      'config.json': smallConfig,
      'one.safetensors': safetensorsBytes({ a: matrix }),
      'two.safetensors': safetensorsBytes({ b: matrix }),
      'model.safetensors.index.json': { weight_map: { a: 'one.safetensors', b: 'two.safetensors' } },
    });
    const { tensors } = await opened(folder);
    expect([...(await tensors.floatRows('b', 0, 1))]).toEqual([1, 2]);
  });

  test('has another fingerprint once its weights or its configuration change', async () => {
    const fingerprint = async (folder: string): Promise<string> => {
      const checkpoint = await openCheckpoint(folder);
      await checkpoint.close();
      return checkpoint.fingerprint;
    };
    const folder = await temporaryFolder(good);
    const first = await fingerprint(folder);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await fingerprint(folder)).toBe(first);
    await utimes(join(folder, 'model.safetensors'), 1, 2);
    const touched = await fingerprint(folder);
    await writeFile(join(folder, 'config.json'), JSON.stringify({ ...smallConfig, vocab_size: 99 }));
    expect(new Set([first, touched, await fingerprint(folder)]).size).toBe(3);
  });

  test('gives its tokenizer, with or without a configuration of it', async () => {
    const folder = await temporaryFolder(good);
    const checkpoint = await opened(folder);
    expect(await checkpoint.tokenizerJson()).toEqual({ tokenizer: { model: {} }, config: {}, ends: [] });
    await writeFile(join(folder, 'tokenizer_config.json'), '{"bos_token":"<s>"}');
    const again = await opened(folder);
    expect(await again.tokenizerJson()).toEqual({ tokenizer: { model: {} }, ends: [], config: { bos_token: '<s>' } });
  });
});

describe('what is no model is refused with a reason', () => {
  test('a path where nothing is', async () => {
    const path = join(await temporaryFolder(), 'nothing');
    await expect(openCheckpoint(path)).rejects.toMatchObject({ code: 'model-not-found', message: expect.stringContaining(path) as unknown });
  });

  test('a file that is neither a folder nor GGUF', async () => {
    const folder = await temporaryFolder({ 'notes.txt': 'hello' });
    await expect(openCheckpoint(join(folder, 'notes.txt'))).rejects.toMatchObject(invalid(/neither a folder nor a GGUF file/));
  });

  test('a path that goes through a file', async () => {
    const folder = await temporaryFolder({ 'notes.txt': 'hello' });
    await expect(openCheckpoint(join(folder, 'notes.txt', 'model'))).rejects.toMatchObject({ code: 'model-not-found' });
  });

  test.skipIf(process.platform === 'win32')('a folder without rights', async () => {
    const folder = join(await temporaryFolder(), 'locked');
    await mkdir(folder, { mode: 0o000 });
    await withoutAdministrator(async () => {
      await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('no right to read') as unknown });
    });
  });

  test.each<[string, Record<string, string | Uint8Array | object>, RegExp]>([
    ['an empty folder', {}, /no config\.json/],
    ['a configuration that is no JSON', { ...good, 'config.json': '{"model_type": ' }, /config\.json.*not valid JSON/],
    ['a configuration that is a list', { ...good, 'config.json': '[]' }, /not a JSON object/],
    ['a configuration of megabytes', { ...good, 'config.json': JSON.stringify({ text: 'x'.repeat(2 ** 20) }) }, /such a file may have/],
    ['weights that are no safetensors', { ...good, 'model.safetensors': 'version https://git-lfs.github.com/spec/v1' }, /no safetensors file/],
    ['a configuration that is nested too deep', { ...good, 'config.json': `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` }, /config\.json.*nested more than 200 levels deep/],
    ['an index that is no JSON', { 'config.json': smallConfig, 'model.safetensors.index.json': '{' }, /index\.json.*not valid JSON/],
    ['an index of nothing', { 'config.json': smallConfig, 'model.safetensors.index.json': { weight_map: {} } }, /lists no tensors/],
    ['an index that leads out of the folder', { 'config.json': smallConfig, 'model.safetensors.index.json': { weight_map: { a: '../a.safetensors' } } }, /no plain name/],
    ['an index with a Windows path', { 'config.json': smallConfig, 'model.safetensors.index.json': { weight_map: { a: '..\\a.safetensors' } } }, /no plain name/],
    ['an index with a number', { 'config.json': smallConfig, 'model.safetensors.index.json': { weight_map: { a: 1 } } }, /no plain name/],
    [
      'an index that names the wrong shard',
      { 'config.json': smallConfig, 'one.safetensors': weights, 'model.safetensors.index.json': { weight_map: { c: 'one.safetensors' } } },
      /"c" is in one\.safetensors, which does not hold it/,
    ],
  ])('%s', async (_, files, reason) => {
    await expect(openCheckpoint(await temporaryFolder(files))).rejects.toMatchObject(invalid(reason));
  });

  test('a shard that is not there', async () => {
    const folder = await temporaryFolder({ 'config.json': smallConfig, 'model.safetensors.index.json': { weight_map: { a: 'one.safetensors' } } });
    await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'model-not-found', message: expect.stringContaining('one.safetensors') as unknown });
  });

  test('weights cut short while they are read', async () => {
    const folder = await temporaryFolder(good);
    const { tensors } = await opened(folder);
    await truncate(join(folder, 'model.safetensors'), weights.length - 6);
    await expect(tensors.floats('b.weight')).rejects.toMatchObject(invalid(/shorter than its header says/));
  });

  test('a tensor that is missing, or of a type that holds no weights', async () => {
    const folder = await temporaryFolder({ ...good, 'model.safetensors': safetensorsBytes({ a: { dtype: 'I32', shape: [1], data: Int32Array.of(1) } }) });
    const { tensors } = await opened(folder);
    await expect(tensors.floats('b')).rejects.toMatchObject(invalid(/no tensor "b"/));
    await expect(tensors.floats('a')).rejects.toMatchObject({ code: 'model-unsupported', message: expect.stringContaining('I32') as unknown });
  });

  test.each([
    ['is not there', undefined, /no tokenizer/],
    ['is nested too deep', `{"model":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, /tokenizer\.json.*nested more than 200 levels deep/],
    ['is no JSON', '{"model"', /tokenizer\.json.*not valid JSON/],
    ['is a list', '[]', /not a JSON object/],
  ])('a tokenizer that %s', async (_, content, reason) => {
    const weightsOnly = { 'config.json': smallConfig, 'model.safetensors': weights };
    const folder = await temporaryFolder(content === undefined ? weightsOnly : { ...weightsOnly, 'tokenizer.json': content });
    const checkpoint = await opened(folder);
    await expect(checkpoint.tokenizerJson()).rejects.toMatchObject(invalid(reason));
  });
});

test('files may be links, as in the cache of the Hugging Face hub', async () => {
  const blobs = await temporaryFolder({ weights });
  const folder = await temporaryFolder({ 'config.json': smallConfig });
  await symlink(join(blobs, 'weights'), join(folder, 'model.safetensors'));
  const { tensors } = await opened(folder);
  expect([...(await tensors.floats('b.weight'))]).toEqual([1, -2]);
});

/** Rights do not bind the administrator, as whom tests run in containers; so another user does the work. */
async function withoutAdministrator(work: () => Promise<void>): Promise<void> {
  const isAdministrator = process.geteuid?.() === 0;
  if (isAdministrator) process.seteuid?.('nobody');
  try {
    await work();
  } finally {
    if (isAdministrator) process.seteuid?.(0);
  }
}
