import { describe, expect, test } from 'vitest';
import { labelSarif } from '../../../../src/report/classification/labelSarif.js';
import { type LabelOrder, type LabelRow, labelsOfRow, sortedRows } from '../../../../src/learning/table/labelRows.js';
import { rowsAsCsv, rowsAsJsonLines } from '../../../../src/report/classification/labelRows.js';

const row = (line: number, label: string, probability: number): LabelRow => ({
  uri: 'file:///a.csv',
  file: 'a.csv',
  line,
  lastLine: line,
  excerpt: `say "${label}", please`,
  label,
  probability,
  probabilities: label === 'b' ? [1 - probability, probability] : [probability, 1 - probability],
});
const rows = [row(1, 'b', 0.75), row(2, 'a', 0.5), row(3, 'b', 0.875)];

describe('Labelled rows', () => {
  test.each<[LabelOrder, number[]]>([
    ['source', [1, 2, 3]],
    ['label', [2, 3, 1]],
    ['surest', [3, 1, 2]],
    ['least-sure', [2, 1, 3]],
  ])('are sorted: %s', (order, lines) => {
    expect(sortedRows(rows, order).map(({ line }) => line)).toEqual(lines);
  });

  test('are exported as CSV', () => {
    expect(rowsAsCsv(rows.slice(0, 1), ['a', 'b'])).toBe(
      'file,line,label,probability,p_a,p_b,text\na.csv,1,b,0.75,0.25,0.75,"say ""b"", please"\n',
    );
  });

  test('are exported as CSV whose texts no spreadsheet carries out', () => {
    const texts = ['=HYPERLINK("x")', '-1.5', '- an item', 'a=b'].map((excerpt) => ({ ...row(1, 'a', 1), excerpt }));
    const cells = rowsAsCsv(texts, []).trimEnd().split('\n').slice(1).map((line) => line.slice('a.csv,1,a,1,'.length)); // prettier-ignore
    expect(cells).toEqual(['"\'=HYPERLINK(""x"")"', '-1.5', "'- an item", 'a=b']);
  });

  test('are exported as JSON lines', () => {
    const lines = rowsAsJsonLines(rows, ['a', 'b']).trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
    expect(lines[1]).toEqual({
      file: 'a.csv',
      line: 2,
      label: 'a',
      probability: 0.5,
      probabilities: { a: 0.5, b: 0.5 },
      text: 'say "a", please',
    });
  });

  test('with several labels have all of them in a cell, and as a list in JSON', () => {
    const multiLabel = [{ ...row(1, 'a; b', 0.75), labels: ['a', 'b'], probabilities: [0.75, 0.6] }];
    expect(rowsAsCsv(multiLabel, ['a', 'b'])).toContain('a.csv,1,a; b,0.75,0.75,0.6,');
    expect(JSON.parse(rowsAsJsonLines(multiLabel, ['a', 'b']))).toMatchObject({ label: ['a', 'b'], probabilities: { a: 0.75, b: 0.6 } });
    expect([...multiLabel, row(2, '', 0)].map(labelsOfRow)).toEqual([['a', 'b'], []]);
  });

  test('of one label are exported as SARIF', () => {
    const files = rows.map(({ file, label, probability, line }) => {
      return { uri: file, label, probability, region: { startLine: line, startColumn: 1, endLine: line + 1, endColumn: 1 } };
    });
    const { runs } = labelSarif(files, 'b', '1.0.0') as { runs: [{ results: { rank: number; level: string }[] }] };
    expect(runs[0].results.map(({ rank, level }) => [rank, level])).toEqual([[75, 'note'], [87.5, 'note']]); // prettier-ignore
  });
});
