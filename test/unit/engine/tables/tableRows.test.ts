import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../../../src/engine/tables/tableReader.js';
import { tableRows } from '../../../../src/engine/tables/tableRows.js';
import { readTable } from '../../../../src/engine/tables/readTable.js';
import type { TableColumns, TablePlace } from '../../../../src/common/classificationApi.js';
import type { TableFormat } from '../../../../src/text/classification/table/columns.js';
import { tableLine } from '../../../../src/text/classification/table/csvText.js';

/** A text in pieces of a few bytes, as a stream may bring it. */
async function* pieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(text: string | Uint8Array, format: TableFormat): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  for await (const { cells } of tableRows(pieces(text), format, 'table')) rows.push(cells);
  return rows;
}

describe('A table', () => {
  test.each<[string, TableFormat, string, string[][]]>([
    ['with quotes, commas and ends of lines in cells', 'csv', 'a,"b, ""c"""\r\n"d\ne",f\r\n', [['a', 'b, "c"'], ['d\ne', 'f']]], // prettier-ignore
    ['with a byte-order mark', 'csv', '\uFEFFtext,label\nx,y\n', [['text', 'label'], ['x', 'y']]], // prettier-ignore
    ['with rows of different lengths', 'csv', 'a\nb,c,d\n\ne,f', [['a'], ['b', 'c', 'd'], ['e', 'f']]],
    ['with a quotation mark inside a cell', 'csv', 'he said "no",x\n', [['he said "no"', 'x']]],
    ['of tabs, where quotation marks mean nothing', 'tsv', '"a\tb\nc"\td\n', [['"a', 'b'], ['c"', 'd']]], // prettier-ignore
    ['of JSON objects', 'jsonl', '{"text":"é","label":1}\n\n{"label":null,"text":"b"}', [['é', '1'], ['null', 'b']]], // prettier-ignore
    ['of lines', 'lines', '\uFEFFone, two\r\n\r\nthree', [['one, two'], ['three']]],
    ['without rows', 'csv', '', []],
  ])('%s is read', async (_, format, text, rows) => {
    expect(await read(text, format)).toEqual(rows);
  });

  test('in UTF-16 is read', async () => {
    const bytes = Buffer.from('\uFEFFtext,label\nWörter,x\n', 'utf16le');
    expect(await read(bytes, 'csv')).toEqual([['text', 'label'], ['Wörter', 'x']]); // prettier-ignore
  });

  test.each<[string, TableFormat, string | Uint8Array, string]>([
    ['whose quotation mark is never closed', 'csv', 'a,b\n"c,d\n', 'opened and never closed'],
    ['in another encoding', 'csv', Uint8Array.of(97, 44, 0xe9, 10), 'not valid UTF-8 text at line 1'],
    ['in UTF-16 without a mark', 'csv', Buffer.from('text,label\na,b\n', 'utf16le'), 'not valid UTF-8 text at line 1'],
    ['in UTF-16 the other way round', 'csv', Buffer.from('\uFEFFtext,label\n', 'utf16le').swap16(), 'not valid UTF-8 text at line 1'],
    ['of lines in another encoding', 'lines', Uint8Array.of(97, 10, 0xe9, 10), 'not valid UTF-8 text at line 2'],
    ['of pictures', 'csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0), 'not valid UTF-8 text at line 1'],
    ['of lines that are no JSON', 'jsonl', '{"a":1}\n{"a":', 'Line 2 of table is no JSON object'],
    ['of JSON that is no objects', 'jsonl', '[1]\n', 'Line 1 of table is no JSON object'],
  ])('%s is refused in a sentence', async (_, format, text, reason) => {
    await expect(read(text, format)).rejects.toThrow(reason);
  });

  test('tells the line that each row starts at, and the byte behind it', async () => {
    const rows = [];
    for await (const { line, end } of tableRows(pieces('a,b\n"c\nd",é\ne,f\n'), 'csv', 'table')) rows.push([line, end]);
    expect(rows).toEqual([[1, 4], [2, 13], [4, 17]]); // prettier-ignore
  });

  test('is what was written', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((text) => !text.includes('\uFFFD'));
    const row = fc.array(cell, { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
        const written = [['start', 'of', 'table'], ...rows];
        expect(await read(written.map((cells) => tableLine(cells, 'csv')).join(''), 'csv')).toEqual(written);
      }),
    );
  });
});

describe('The columns of a table', () => {
  const columns = async (text: string, choice = {}, format: TableFormat = 'csv'): Promise<TableColumns> =>
    (await openTable(pieces(text), format, choice, 'table')).columns;

  test.each<[string, string, object, object]>([
    ['by usual names', 'Label,Text\nx,some words\n', {}, { text: 1, label: 0 }],
    [
      'by what is in them, where they have no names',
      'a long text of words,1\nanother of them,0\nand one more,1\n',
      {},
      { text: 0, label: 1 },
    ],
    [
      'by what is in them, where their names are no usual ones',
      'nr,stars,opinion\n1,5,a long text of words\n2,5,another of them\n3,1,and more\n4,1,and still more of them\n',
      {},
      { text: 2, label: 1 },
    ],
    ['by the names that are given', 'id,note,kind\n1,some words,x\n', { text: 'note', label: 'kind' }, { text: 1, label: 2 }],
    ['by numbers from 1', 'some words,x,y\nmore words,y,y\n', { text: '1', label: '3', header: false }, { text: 0, label: 2 }],
    ['without labels', 'text\none\n', {}, { text: 0 }],
  ])('are found %s', async (_, text, choice, expected) => {
    expect({ ...(await columns(text, choice)), header: undefined }).toEqual(expected);
  });

  test('that are not there are named', async () => {
    await expect(columns('text,label\na,b\n', { text: 'body' })).rejects.toThrow('no column "body": its columns are text, label');
  });

  test('of rows of JSON are found whatever their order is', async () => {
    expect(await columns('{"label":"x","text":"some words"}\n{"text":"more","label":"y"}\n', {}, 'jsonl')).toMatchObject({
      text: 1,
      label: 0,
    });
  });
});

test('A table on disk is read some rows at a time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  try {
    const path = join(folder, 'table.csv');
    await writeFile(path, 'label,text\nx,"é\n1"\ny,2\nx,3\ny,"4\n4"\nx,5\n');
    const rows = [];
    let from: TablePlace | undefined;
    do {
      const answer = await readTable({ path, format: 'csv', limit: 2, ...(from && { from }) });
      rows.push(...answer.rows);
      from = answer.next;
    } while (from !== undefined);
    expect(rows.map(({ line, text, label }) => [line, text, label])).toEqual([[2, 'é\n1', 'x'], [4, '2', 'y'], [5, '3', 'x'], [6, '4\n4', 'y'], [8, '5', 'x']]); // prettier-ignore
    await rm(path);
    await expect(readTable({ path, format: 'csv', limit: 2 })).rejects.toThrow('table.csv is not there any more');
  } finally {
    await rm(folder, { recursive: true });
  }
});
