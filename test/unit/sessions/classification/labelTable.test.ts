import { beforeEach, describe, expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import type { LabelRow } from '../../../../src/learning/table/labelRows.js';
import { LabelTable } from '../../../../src/sessions/classification/labelTable.js';

const row = (line: number, label: string, probability = 0.75): LabelRow => ({
  uri: 'file:///a.csv',
  file: 'a.csv',
  line,
  lastLine: line,
  excerpt: 'text',
  label,
  probability,
  probabilities: [1 - probability, probability],
});

let table: LabelTable;
let draws: number;
beforeEach(() => {
  [table, draws] = [new LabelTable(), 0];
  table.onDidChange(() => draws++);
  table.start(['blame', 'praise']);
});

const lines = (): number[] => table.shown.map(({ line }) => line);

describe('The table of labels', () => {
  test('shows rows in the order that is wanted', () => {
    table.add([row(1, 'praise', 0.6), row(2, 'blame', 0.9), row(3, 'praise', 0.8)]);
    expect(lines()).toEqual([1, 2, 3]);
    table.order = 'surest';
    expect(lines()).toEqual([2, 3, 1]);
    table.order = 'label';
    expect(lines()).toEqual([2, 3, 1]);
  });

  test('shows the rows of one label, and says so', () => {
    table.add([row(1, 'praise'), row(2, 'blame')]);
    table.only = 'blame';
    expect(lines()).toEqual([2]);
    expect(table.summary(inEnglish)).toBe('2 texts, only those labeled "blame"');
    table.only = undefined;
    expect(lines()).toEqual([1, 2]);
  });

  test('shows all labels again when it begins again', () => {
    table.only = 'blame';
    table.start(['blame', 'praise']);
    table.add([row(1, 'praise')]);
    expect(lines()).toEqual([1]);
  });

  test.each<[rows: number, summary: string, drawn: number]>([
    [0, '', 0],
    [1, '1 text', 1],
    [1000, '1000 texts', 1000],
    [1001, '1001 texts; the first 1000 are shown, and all are exported', 1000],
  ])('of %i rows says so', (count, summary, drawn) => {
    table.add(Array.from({ length: count }, (_, at) => row(at + 1, 'praise')));
    expect(table.summary(inEnglish)).toBe(summary);
    expect(table.drawn).toHaveLength(drawn);
  });

  test('is drawn again once a fifth of it is new, and when all is done', () => {
    table.add(Array.from({ length: 100 }, (_, at) => row(at, 'praise')));
    const before = draws;
    table.add(Array.from({ length: 19 }, (_, at) => row(at, 'praise')));
    expect(draws).toBe(before);
    table.add([row(1, 'praise')]);
    expect(draws).toBe(before + 1);
    table.add([row(1, 'praise')]);
    table.show();
    expect(draws).toBe(before + 2);
  });

  test('has the probability of each label below a row, best first', () => {
    expect(table.sharesOf(row(1, 'praise', 0.75))).toEqual([
      { label: 'praise', probability: 0.75 },
      { label: 'blame', probability: 0.25 },
    ]);
  });
});
