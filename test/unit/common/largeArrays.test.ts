import { describe, expect, test } from 'vitest';
import { append } from '../../../src/common/append.js';
import { maxOf, minOf } from '../../../src/common/extremes.js';
import { findColumns } from '../../../src/learning/table/columns.js';

const many = Array.from({ length: 1_000_000 }, (_, index) => index);

describe('Arrays of any size', () => {
  test('have a largest and a smallest number', () => {
    expect([maxOf(many), minOf(many)]).toEqual([999_999, 0]);
    expect([maxOf([]), minOf([]), maxOf([], 3), minOf([5, 2], 3), maxOf(new Set([1, 7]))]).toEqual([-Infinity, Infinity, 3, 2, 7]);
  });

  test('are appended', () => {
    const target = [-1];
    append(target, many);
    expect([target.length, target.at(-1)]).toEqual([1_000_001, 999_999]);
  });

  test('may be the rows or the columns of a table', () => {
    expect(findColumns([['text', 'label'], ...many.map((row) => ['some words', row % 2 === 0 ? 'x' : 'y'])], {})).toMatchObject({
      text: 0,
      label: 1,
    });
    expect(findColumns([many.map(String)], { header: false }).text).toBeGreaterThan(0);
  });
});
