import { describe, expect, test } from 'vitest';
import { earlierEntries, entryName, lastEntry } from '../../../../src/common/sharing/entryNames.js';

describe('Entries of engines', () => {
  test.each([
    ['none', [], 0],
    ['those of others', ['b.3', 'ab.9', 'a', 'aa.1'], 0],
    ['one', ['a.1'], 1],
    ['several, as numbers', ['a.9', 'a.10', 'a.2'], 10],
    ['what is not given by Cloze', ['a.0', 'a.-1', 'a.01', 'a.1e3', 'a.x', 'a.99999999999', 'a.4'], 4],
  ])('the last of %s', (_, names, last) => {
    expect(lastEntry(names, 'a')).toBe(last);
  });

  test('the next one is not an earlier one', () => {
    const names = ['a.1', 'a.2', 'a.10', 'b.1', 'x.sock'];
    expect(earlierEntries(names, entryName('a', 10))).toEqual(['a.1', 'a.2']);
  });
});
