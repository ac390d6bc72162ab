import { describe, expect, test } from 'vitest';
import { readTextRow } from '../../../../bench/eval/evalRow.js';
import { lmMetrics } from '../../../../bench/eval/lm.js';
import { percentile } from '../../../../bench/eval/percentile.js';
import { grouped, reportText } from '../../../../bench/eval/report.js';

describe('bits per byte', () => {
  const results = [
    { group: 'docs', bits: 10, bytes: 10 },
    { group: 'fiction', bits: 60, bytes: 20 },
    { group: 'docs', bits: 20, bytes: 10 },
  ];

  test('weigh each row by its length, over all and by group', () => {
    expect(grouped(results, lmMetrics)).toEqual({
      metrics: { bitsPerByte: 90 / 40 },
      groups: { docs: { bitsPerByte: 1.5 }, fiction: { bitsPerByte: 3 } },
    });
  });

  test('of nothing are null, not a number that is none', () => {
    expect(lmMetrics([])).toEqual({ bitsPerByte: null });
  });

  test('are shown as a table', () => {
    const report = { kind: 'lm', rows: 3, seconds: 1.25, model: 'm', skipped: [], ...grouped(results, lmMetrics) };
    expect(reportText(report)).toBe(
      'lm: 3 rows in 1.3 s with m\n         bitsPerByte\nall            2.250\ndocs           1.500\nfiction            3\n',
    );
  });
});

describe('a percentile', () => {
  test.each([
    [[], 0.5, null],
    [[7], 0.95, 7],
    [[3, 1, 2], 0.5, 2],
    [[4, 1, 2, 3], 0.5, 2],
    [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.95, 10],
    [[1, 2], 0, 1],
  ])('of %j at %d is %j', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });
});

describe('a row', () => {
  test('without a group belongs to "other"', () => {
    expect(readTextRow({ text: 'a' })).toEqual({ group: 'other', text: 'a' });
  });

  test.each([[{}], [{ text: '' }], [{ text: 5 }], [{ text: 'a', group: 5 }]])('%j is refused', (row) => {
    expect(() => readTextRow(row)).toThrow(/The (row has no "text"|"group" of the row is not a string)\./);
  });
});
