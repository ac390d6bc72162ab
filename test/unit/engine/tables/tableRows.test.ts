import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../../../src/engine/tables/tableReader.js';
import { tableRows } from '../../../../src/engine/tables/tableRows.js';
import { readTable } from '../../../../src/engine/tables/readTable.js';
import { CancellationSource } from '../../../../src/common/cancellation.js';
import type { TableColumns, TablePlace } from '../../../../src/common/methods/tables.js';
import type { TableFormat } from '../../../../src/learning/table/columns.js';
import { tableLine } from '../../../../src/learning/table/csvText.js';

/** A text in pieces of a few bytes, as a stream may bring it. */
async function* pieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function read(text: string | Uint8Array | AsyncIterable<Uint8Array>, format: TableFormat): Promise<(readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  const source = typeof text === 'string' || text instanceof Uint8Array ? pieces(text) : text;
  for await (const { cells } of tableRows(source, format, 'table')) rows.push(cells);
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

  test.each<[string, TableFormat, (text: string) => Buffer]>([
    ['UTF-16', 'csv', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 the other way round', 'csv', (text) => Buffer.from(text, 'utf16le').swap16()],
    ['UTF-16, of lines', 'lines', (text) => Buffer.from(text, 'utf16le')],
  ])('in %s is read', async (_, format, encode) => {
    const rows = await read(encode('\uFEFFtext,label\nWörter,x\n'), format);
    expect(rows.map((cells) => cells.join(','))).toEqual(['text,label', 'Wörter,x']);
  });

  test.each<[TableFormat, string]>([
    ['csv', 'a,b\rc,"d\re"\r\rf,g\r'],
    ['lines', 'a,b\rc,"d\r\re"\rf,g'],
  ])('of %s with carriage returns alone for ends of lines is read', async (format, text) => {
    expect((await read(text, format)).map(([cell]) => cell?.[0])).toEqual(format === 'csv' ? ['a', 'c', 'f'] : ['a', 'c', 'e', 'f']);
  });

  test('says in which line a backslash stands before a quotation mark, where the rows before are written without', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => `"C:\\",${row}\n`).join('');
    await expect(read(`${rows}"a \\"b\\" c",x\n`, 'csv')).rejects.toThrow(
      'table cannot be read as a table. Line 5001 has a backslash before a quotation mark (\\")',
    );
  });

  test.each<[string, TableFormat, string, string]>([
    ['a line of text', 'lines', 'x'.repeat(1000), 'Line 2 has more than 16 million characters'],
    ['a line of JSON', 'jsonl', `{"text":"${'x'.repeat(1000)}`, 'Line 2 has more than 16 million characters'],
    ['a row of tabs and words', 'tsv', `${'x'.repeat(999)}\t`, 'Line 2 has more than 16 million characters'],
    ['a cell', 'csv', 'x'.repeat(1000), 'Line 2 has more than 16 million characters'],
    ['a quoted cell', 'csv', `"${'x'.repeat(999)}\n`, 'The quotation mark that line 2 opens is never closed'],
    ['a row of empty cells', 'csv', ','.repeat(1000), 'Line 2 has more than 100000 columns'],
  ])('is refused for %s that does not end, before all of it is read', async (_, format, piece, reason) => {
    const taken = { bytes: 0 };
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from('{}\n'));
      yield Buffer.from(piece);
      for (const bytes = Buffer.from(piece.replace(/^["{]/, '').repeat(100)); ; taken.bytes += bytes.length) yield bytes;
    };
    await expect(read(endless(), format)).rejects.toThrow(reason);
    expect(taken.bytes).toBeLessThan(20 * 2 ** 20);
  });

  test.each<TableFormat>(['csv', 'tsv', 'jsonl', 'lines'])(
    'of %s that is one endless row is left at once when it is cancelled',
    async (format) => {
      const source = new CancellationSource();
      const huge = Buffer.alloc(2 ** 24, 'x');
      setImmediate(() => source.cancel());
      const rows = tableRows(one(huge), format, 'table', { cancel: source.token });
      await expect(rows.next()).rejects.toMatchObject({ code: 'cancelled' });
    },
  );

  test('of JSON that is nested deeper than any data is refused in a sentence', async () => {
    const deep = `{"text":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    await expect(read(`{"text":[[1]]}\n${deep}\n`, 'jsonl')).rejects.toMatchObject({
      code: 'text-invalid',
      message:
        'Line 2 of table cannot be read. It is nested more than 200 levels deep. Each line has to be an object such as {"text": "…", "label": "…"}.',
    });
  });

  test.each<[string, TableFormat, string | Uint8Array, string]>([
    ['whose quotation mark is never closed', 'csv', 'a,b\n\nc,"d\n\ne\n', 'The quotation mark that line 3 opens is never closed'],
    ['in another encoding', 'csv', Uint8Array.of(97, 44, 0xe9, 10), 'not valid UTF-8 text at line 1'],
    ['in UTF-16 without a mark', 'csv', Buffer.from('text,label\na,b\n', 'utf16le'), 'not valid UTF-8 text at line 1'],
    ['of lines in another encoding', 'lines', Uint8Array.of(97, 10, 0xe9, 10), 'not valid UTF-8 text at line 2'],
    ['of pictures', 'csv', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0), 'not valid UTF-8 text at line 1'],
    ['of lines that are no JSON', 'jsonl', '{"a":1}\n{"a":', 'Line 2 of table cannot be read. It is not a JSON object.'],
    ['of JSON that is no objects', 'jsonl', '[1]\n', 'Line 1 of table cannot be read. It is not a JSON object.'],
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

test.each<[string, (content: string) => string | Buffer]>([
  ['commas', (content) => content],
  ['semicolons', (content) => content.replaceAll(',', ';')],
  ['carriage returns', (content) => content.replaceAll('\n', '\r')],
  ['two characters for an end of line', (content) => content.replaceAll('\n', '\r\n')],
  ['a named delimiter', (content) => `\uFEFFsep=|\n${content.replaceAll(',', '|')}`],
  ['UTF-16', (content) => Buffer.from(`\uFEFF${content}`, 'utf16le')],
])('A table on disk with %s is read some rows at a time', async (kind, written) => {
  const folder = await mkdtemp(join(tmpdir(), 'cloze-test-'));
  try {
    const path = join(folder, 'table.csv');
    const content = 'label,text\nx,"é\n1"\ny,2\nx,3\ny,"4\n4"\nx,5\n';
    await writeFile(path, written(content));
    const rows = [];
    let from: TablePlace | undefined;
    do {
      const answer = await readTable({ path, format: 'csv', limit: 2, ...(from && { from }) });
      rows.push(...answer.rows);
      from = answer.next;
    } while (from !== undefined);
    const first = kind === 'a named delimiter' ? 1 : 0;
    expect(rows.map(({ line, text, label }) => [line - first, text.replace(/\r\n?/g, '\n'), label])).toEqual([[2, 'é\n1', 'x'], [4, '2', 'y'], [5, '3', 'x'], [6, '4\n4', 'y'], [8, '5', 'x']]); // prettier-ignore
    await rm(path);
    await expect(readTable({ path, format: 'csv', limit: 2 })).rejects.toThrow('table.csv is not there any more');
  } finally {
    await rm(folder, { recursive: true });
  }
});
