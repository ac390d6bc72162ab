import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReadTableRequest } from '../../../../src/common/methods/tables.js';
import { previewTable } from '../../../../src/engine/tables/previewTable.js';
import { readTable } from '../../../../src/engine/tables/readTable.js';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'cloze-test-'))));
afterAll(() => rm(folder, { recursive: true }));

async function tableOf(content: string, format: ReadTableRequest['format'] = 'csv'): Promise<Pick<ReadTableRequest, 'path' | 'format'>> {
  const path = join(folder, `table.${format}`);
  await writeFile(path, content);
  return { path, format };
}

describe('The preview of a table', () => {
  test.each<[string, ReadTableRequest['format'], string, string[][]]>([
    ['with names', 'csv', 'id,text,label\n1,"some\nwords",x\n2,more,x\n', [['1', '2'], ['some words', 'more'], ['x']]], // prettier-ignore
    ['whose rows get longer', 'csv', 'text\na\nb,c\n', [['a', 'b'], ['c']]], // prettier-ignore
    ['with empty cells', 'tsv', 'text\tlabel\na\t\nb\ty\n', [['a', 'b'], ['y']]], // prettier-ignore
    ['of JSON whose keys have any order', 'jsonl', '{"text":"a","label":"x"}\n{"label":"y","text":"b"}\n', [['a', 'b'], ['x', 'y']]], // prettier-ignore
    ['without rows', 'csv', 'text,label\n', [[], []]],
  ])('%s shows what is in each column', async (_, format, content, values) => {
    expect((await previewTable(await tableOf(content, format))).values).toEqual(values);
  });

  test('guesses the columns', async () => {
    const { columns } = await previewTable(await tableOf('id,label,text\n1,x,some words\n'));
    expect(columns).toEqual({ header: ['id', 'label', 'text'], text: 2, label: 1 });
  });

  test('takes the first row for names, or not, where a person has said so', async () => {
    const table = await tableOf('mood,opinion\nfine,some words\ndire,other words\n');
    const named = await previewTable({ ...table, header: true });
    expect([named.columns.header, named.values]).toEqual([['mood', 'opinion'], [['fine', 'dire'], ['some words', 'other words']]]); // prettier-ignore
    expect((await previewTable({ ...table, header: false })).values[0]).toEqual(['mood', 'fine', 'dire']);
  });
});

describe('A table whose columns a person has chosen', () => {
  const read = async (content: string, columns: ReadTableRequest['columns'], format: ReadTableRequest['format'] = 'csv') => {
    const first = await readTable({ ...(await tableOf(content, format)), limit: 1, ...(columns && { columns }) });
    const next = first.next && (await readTable({ ...(await tableOf(content, format)), limit: 9, from: first.next }));
    return [...first.rows, ...(next?.rows ?? [])].map(({ line, text, label }) => [line, text, label]);
  };

  test.each<[string, ReadTableRequest['format'], string, ReadTableRequest['columns']]>([
    ['names', 'csv', 'a,b,c\n1,x,p\n2,y,q\n', { header: ['a', 'b', 'c'], text: 1, label: 0 }],
    ['no names', 'csv', '\n1,x,p\n2,y,q\n', { text: 1, label: 0 }],
    ['keys', 'jsonl', '\n{"a":1,"b":"x"}\n{"b":"y","a":2}\n', { header: ['a', 'b'], text: 1, label: 0 }],
  ])('is read by them, with %s', async (_, format, content, columns) => {
    expect(await read(content, columns, format)).toEqual([[2, 'x', '1'], [3, 'y', '2']]); // prettier-ignore
  });
});
