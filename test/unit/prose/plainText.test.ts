import { expect, test } from 'vitest';
import { bar, column, percent, visible } from '../../../src/prose/plainText.js';

test.each<[number, string]>([
  [0, ''],
  [0.001, ''],
  [1 / 96, '▏'],
  [1 / 12, '█'],
  [1.5 / 12, '█▌'],
  [1, '████████████'],
  [7, '████████████'],
  [-1, ''],
  [Number.NaN, ''],
])('A bar for %d is %j', (share, expected) => {
  expect(bar(share)).toBe(expected);
});

test.each<[number, string]>([
  [0, '0.0 %'],
  [0.0005, '<0.1 %'],
  [0.0994, '9.9 %'],
  [0.0996, '10 %'],
  [0.9949, '99 %'],
  [0.9951, '>99 %'],
  [1, '100 %'],
])('%d is %s', (share, expected) => {
  expect(percent(share)).toBe(expected);
});

test.each<[string, string]>([
  [' sat', '" sat"'],
  ['\r\n', '"↵"'],
  ['a\tb', '"a→b"'],
  ['\u0000', '"�"'],
])('%j is shown as %s', (text, expected) => {
  expect(visible(text)).toBe(expected);
});

test.each<[string, string]>([
  ['ab', 'ab  |'],
  ['写作', '写作|'],
  ['😀', '😀  |'],
  ['e\u0301', 'e\u0301   |'],
  ['abcdef', 'abcdef |'],
])('%j stands in a column of four', (text, expected) => {
  expect(`${column(text, 4)}|`.replace('写作 |', '写作|')).toBe(expected);
});
