import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestTerminal } from '../../unit/cli/testTerminal.js';
import { type Answer, cloze } from './clozeCommand.js';

const letter = 'Yesterday Martha Quill came home from Aberdeen.\n\nIt rained, and John\nMercer stayed in.\n';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloze-test-'));
  await copyFile(path.join(import.meta.dirname, '../../data/classification/names.conll'), path.join(folder, 'names.conll'));
  await writeFile(path.join(folder, 'letter.txt'), letter);
  await writeFile(path.join(folder, 'broken.bio'), 'Ann\tB-PER\nwaved\n');
  await writeFile(path.join(folder, 'texts.csv'), 'text,label\nAnn waved,x\n');
});
afterAll(() => rm(folder, { recursive: true }));

function inFolder(words: readonly string[], input = ''): Promise<Answer> {
  const terminal = new TestTerminal();
  terminal.workingFolder = folder;
  terminal.input = Buffer.from(input);
  return cloze(words, terminal);
}

describe('cloze train, with words and their tags,', () => {
  test('learns names, says how well, and writes a classifier', async () => {
    const { code, json } = await inFolder(['train', 'names.conll', '--out', 'names.json', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject({ unit: 'span', sentences: 50, labels: [{ name: 'LOC' }, { name: 'PER' }], head: 'names.json' });
    const { figures } = json as { figures: { overall: { f1: { value: number } }; labels: { name: string; f1: number }[] } };
    expect(figures.overall.f1.value).toBeGreaterThan(0.85);
    expect(figures.labels.map(({ name }) => name)).toEqual(['LOC', 'PER']);
  });

  test('writes one that finds names that it was never told, in a text that comes from elsewhere', async () => {
    const { code, output } = await inFolder(['classify', '-', '--head', 'names.json'], letter);
    expect(code).toBe(0);
    expect(output.split('\n').map((line) => line.split(/\s{2,}/).filter((cell) => !cell.includes('%')))).toEqual([
      ['1:11', 'PER', 'Martha Quill'],
      ['1:39', 'LOC', 'Aberdeen'],
      ['3:16', 'PER', 'John Mercer'],
      [''],
    ]);
  });

  test('writes one whose findings are CSV and JSON too, with their places', async () => {
    const { output } = await inFolder(['classify', 'letter.txt', '--head', 'names.json', '--csv']);
    const [names, ...rows] = output.trimEnd().split(/\n(?!Mercer)/);
    expect(names).toBe('file,line,column,offset,length,label,probability,text');
    expect(rows.map((row) => row.replace(/,[01]\.\d+,/, ',p,'))).toEqual([
      'letter.txt,1,11,10,12,PER,p,Martha Quill',
      'letter.txt,1,39,38,8,LOC,p,Aberdeen',
      'letter.txt,3,16,64,11,PER,p,"John\nMercer"',
    ]);
    const { json } = await inFolder(['classify', 'letter.txt', '--head', 'names.json', '--json']);
    const [{ found }] = (json as { texts: [{ found: { offset: number; length: number; text: string }[] }] }).texts;
    expect(found.map(({ offset, length }) => letter.slice(offset, offset + length))).toEqual(found.map(({ text }) => text));
    expect(json).toMatchObject({ labels: ['LOC', 'PER'], texts: [{ file: 'letter.txt' }] });
  });

  test.each<[string, string[], string]>([
    ['a broken file', ['train', 'broken.bio', '--out', 'x.json'], 'Line 2 of broken.bio has one column only'],
    ['files of two kinds', ['train', 'names.conll', 'texts.csv', '--out', 'x.json'], 'Train on one kind at a time'],
    ['another model than the encoder', ['train', 'names.conll', '--by', 'both', '--out', 'x.json'], 'leave out --by'],
    ['several labels a word', ['train', 'names.conll', '--multi-label', '--out', 'x.json'], 'leave out --multi-label'],
    ['a column that is not there', ['train', 'names.conll', '--label-column', '4', '--out', 'x.json'], 'fewer than the one that was named'],
    ['a table to find names in', ['classify', 'texts.csv', '--head', 'names.json'], 'texts.csv is a table'],
    ['reasons for a name', ['classify', 'letter.txt', '--head', 'names.json', '--why'], '--why is for classifiers of texts'],
  ])('says in a sentence what is wrong with %s', async (_, words, reason) => {
    const { code, messages } = await inFolder(words);
    expect(code).toBeGreaterThan(1);
    expect(messages).toContain(reason);
  });
});
