import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const models = join(import.meta.dirname, '../../../../models');
type Manifest = Record<string, Record<string, { readonly bytes: number; readonly sha256: string }>>;
const manifest = JSON.parse(readFileSync(join(models, 'manifest.json'), 'utf8')) as Manifest;

test('the manifest names every embedded model', () => {
  const folders = readdirSync(models, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'training');
  expect(Object.keys(manifest)).toEqual(folders.map(({ name }) => name).sort());
});

describe.each(Object.keys(manifest))('the embedded model %s', (name) => {
  const files = manifest[name] ?? {};

  test('has the files of the manifest and its card, nothing else', () => {
    expect(readdirSync(join(models, name)).sort()).toEqual(['MODEL_CARD.md', ...Object.keys(files)].sort());
  });

  test.each(Object.entries(files))('has %s as it was made', (file, { bytes, sha256 }) => {
    const content = readFileSync(join(models, name, file));
    expect(content.length).toBe(bytes);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
  });

  test('fits Git: no file of 48 MB', () => {
    for (const [file, { bytes }] of Object.entries(files)) expect(bytes, file).toBeLessThan(48_000_000);
  });
});

test('the weights of the embedded GPT take at most 92 MiB', () => {
  const shards = Object.entries(manifest['smollm2-135m-instruct'] ?? {}).filter(([file]) => file.endsWith('.safetensors'));
  expect(shards.length).toBeGreaterThan(0);
  expect(shards.reduce((sum, [, { bytes }]) => sum + bytes, 0)).toBeLessThanOrEqual(92 * 2 ** 20);
});

test('the embedded BERT takes at most 67 MiB', () => {
  const files = Object.values(manifest['bert-base-uncased'] ?? {});
  expect(files.length).toBeGreaterThan(0);
  expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(67 * 2 ** 20);
});
