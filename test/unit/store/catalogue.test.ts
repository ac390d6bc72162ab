import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isCausalName, isEncoderName } from '../../../src/engine/models/architectureNames.js';
import { entryNamed, readCatalogue, searchCatalogue } from '../../../src/store/catalogue/catalogue.js';
import { megabytes } from '../../../src/common/megabytes.js';
import { parseReference } from '../../../src/store/hub/modelReference.js';

const entries = await readCatalogue('models/catalogue.json');

describe('A model that Cloze recommends', () => {
  test.each(entries.map((entry) => [entry.name, entry] as const))('%s is one that it can use', (name, entry) => {
    expect(parseReference(name).repository).toBe(name);
    const writes = entry.jobs.some((job) => job === 'completion' || job === 'rewriting');
    expect(writes ? isCausalName(entry.modelType) : isEncoderName(entry.modelType)).toBe(true);
    expect(entry.memoryBytes).toBeGreaterThan(entry.bytes);
    expect(entry.note).toMatch(/^[A-Z].*[.]$/);
    expect(entry.note.length).toBeLessThan(140);
  });

  test('is there once, by its last part too', () => {
    const names = entries.map(({ name }) => name.replace(/^.*\//, '').toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(entryNamed(entries, name)?.name.toLowerCase()).toMatch(new RegExp(`/${name}$`));
  });

  test('is there for each job and for more than English', () => {
    for (const job of ['completion', 'words', 'rewriting', 'questions', 'labels', 'names'])
      expect(searchCatalogue(entries, job)).not.toEqual([]);
    expect(searchCatalogue(entries, 'words de')).not.toEqual([]);
    expect(searchCatalogue(entries, 'no such model')).toEqual([]);
  });
});

test('docs/catalogue.md shows all of them with their sizes', async () => {
  const page = await readFile('docs/catalogue.md', 'utf8');
  for (const { name, bytes, license, note, checked } of entries) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` `)) ?? '';
    for (const shown of [` ${megabytes(bytes)} `, ` ${license}`, note]) expect(row).toContain(shown);
    expect(row.includes('not checked')).toBe(!checked);
  }
  expect(page.split('\n').filter((line) => /^\| `[\w.-]+\/[\w.-]+` /.test(line)).length).toBe(entries.length);
});
