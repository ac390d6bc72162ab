import { describe, expect, test } from 'vitest';
import { holdsLabelList, labelsInCell } from '../../../../src/learning/multiLabel/labelCell.js';

describe('Labels in a cell', () => {
  test.each<[string, string[], boolean]>([
    ['praise', ['praise'], false],
    ['praise; travel', ['praise', 'travel'], true],
    ['praise|travel|praise', ['praise', 'travel'], true],
    ['["praise", "a; b"]', ['praise', 'a; b'], true],
    ['["praise"]', ['praise'], true],
    ['[]', [], true],
    ['praise;', ['praise'], false],
    ['[praise]', ['[praise]'], false],
    ['[1, 2]', ['[1, 2]'], false],
    ['', [], false],
  ])('%s', (cell, labels, isList) => {
    expect(labelsInCell(cell)).toEqual(labels);
    expect(holdsLabelList(cell)).toBe(isList);
  });
});
