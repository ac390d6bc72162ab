import { expect, test } from 'vitest';
import { firstWords } from '../../../../src/writing/continuation/words.js';

test.each<[text: string, count: number, expected: string]>([
  [' sat on the mat.', 1, ' sat'],
  [' sat on the mat.', 2, ' sat on'],
  [' sat on the mat.', 4, ' sat on the mat.'],
  [' sat on the mat.', 9, ' sat on the mat.'],
  ['tion, and more', 1, 'tion'],
  ['tion, and more', 2, 'tion, and'],
  ['don’t stop', 1, 'don’t'],
  ['“Yes,” she said', 1, '“Yes'],
  ['.', 1, '.'],
  ['', 1, ''],
  ['我喜欢写作', 1, '我'],
])('%j holds %i words up to %j', (text, count, expected) => {
  expect(firstWords(text, count)).toBe(expected);
});
