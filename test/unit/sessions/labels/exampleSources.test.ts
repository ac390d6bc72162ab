import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../../src/common/cancellation.js';
import type { ReadTableRequest, ReadTableResult, TableApi } from '../../../../src/common/methods/tables.js';
import { exampleIn, folderSource, offeredSources, tableSource, workspaceSource } from '../../../../src/sessions/labels/exampleSources.js';
import { offeredTexts, paragraphsToLabel, rowsToLabel } from '../../../../src/sessions/labels/textsToLabel.js';

/** A table of rows on the disk, a byte each. */
function tableOf(rows: ReadTableResult['rows']): Pick<TableApi, 'readTable'> & { readonly limits: number[] } {
  const limits: number[] = [];
  const readTable = ({ from, limit }: ReadTableRequest): Promise<ReadTableResult> => {
    limits.push(limit);
    const first = from?.byte ?? 0;
    const end = Math.min(rows.length, first + limit);
    const dialect = { encoding: 'utf-8', delimiter: ',', quotes: true, backslash: false } as const;
    const next = { byte: end, lines: end, columns: { text: 0, label: 1 }, dialect };
    return Promise.resolve({ rows: rows.slice(first, end), ...(end < rows.length && { next }) });
  };
  return { limits, readTable };
}

const table = { path: '/t.csv', format: 'csv', columns: { text: 0, label: 1 } } as const;

describe('What there is to learn from', () => {
  test.each<[what: string, open: string | undefined, first: string]>([
    ['the labels of the workspace', undefined, 'workspace'],
    ['the labels of the workspace, where a text is open', '/a.md', 'workspace'],
    ['the table that is open', '/a.CSV', 'this-table'],
    ['the tagged words that are open', '/a.conll', 'this-tagged-file'],
  ])('has first %s', (_, open, first) => {
    const kinds = offeredSources(open).map(({ kind }) => kind);
    expect(kinds[0]).toBe(first);
    expect(kinds.slice(-4)).toEqual(['workspace', 'table', 'folder', 'tagged-file']);
  });

  test('seems to have several labels a text where a cell of its first rows does', async () => {
    const one = tableOf([{ line: 1, text: 'x', label: 'a' }]);
    const several = tableOf([{ line: 1, text: 'x', label: 'a|b' }]);
    expect([(await tableSource(table, one)).hasLists, (await tableSource(table, several)).hasLists]).toEqual([false, true]);
    expect(workspaceSource([{ text: 'x', label: 'a; b' }]).hasLists).toBe(true);
  });

  test('is all labelled rows of a table, whatever its size, up to the most that are of use', async () => {
    const rows = Array.from({ length: 100_010 }, (_, at) => ({ line: at + 1, text: `t${at}`, label: at === 0 ? ' ' : ` l${at} ` }));
    const source = await tableSource(table, tableOf(rows));
    const { examples, leftOut } = await source.read(neverCancelled);
    expect([examples.length, examples[0], leftOut]).toEqual([100_000, { text: 't1', label: 'l1' }, []]);
  });

  test('is a folder as it is read', async () => {
    const read = { examples: [{ text: 'x', label: 'a' }], leftOut: [] };
    const source = folderSource('/labels', { readLabelFolder: () => Promise.resolve(read) });
    expect([source.hasLists, await source.read(neverCancelled)]).toEqual([false, read]);
  });

  test.each<[label: string | undefined, expected: object | undefined]>([
    [' praise ', { text: 'x', label: 'praise' }],
    ['  ', undefined],
    [undefined, undefined],
  ])('has no example in a row with the label "%s" unless it is one', (label, expected) => {
    expect(exampleIn('x', label)).toEqual(expected);
  });
});

describe('Texts to label', () => {
  test.each<[what: string, open: { path?: string } | undefined, kinds: string[]]>([
    ['another table, where nothing is open', undefined, ['table']],
    ['the paragraphs of a document', { path: '/a.md' }, ['paragraphs', 'table']],
    ['the paragraphs of what was never saved', {}, ['paragraphs', 'table']],
    ['the rows of a table', { path: '/a.tsv' }, ['this-table', 'table']],
  ])('are %s', (_, open, kinds) => {
    expect(offeredTexts(open).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('are paragraphs between blank lines', () => {
    expect(paragraphsToLabel('\n\nOne\nmore.\n \t\nTwo. \n\n\n', 'a.md')).toEqual([
      { text: 'One\nmore.', source: 'a.md' },
      { text: 'Two.', source: 'a.md' },
    ]);
  });

  test('are the first 2,000 rows of a table', async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => ({ line: at + 1, text: ` t${at} ` }));
    const access = tableOf(rows);
    const texts = await rowsToLabel(table, 't.csv', access);
    expect([texts.length, texts[0], access.limits]).toEqual([2000, { text: 't0', source: 't.csv' }, [2000]]);
  });
});
