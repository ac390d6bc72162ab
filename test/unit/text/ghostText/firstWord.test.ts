import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstWord } from '../../../../src/text/ghostText/firstWord.js';

test.each([
  ['', ''],
  [' ', ' '],
  ['cat', 'cat'],
  [' cat sat', ' cat'],
  ['\n\ncat sat', '\n\ncat'],
  [' “Hello there', ' “Hello'],
  [' (see *this*)', ' (see'],
  [', and so', ','],
  ['. Then', '.'],
  ['.” She', '.”'],
  [" don't go", " don't"],
  [' don’t go', ' don’t'],
  [' well-known fact', ' well-known'],
  [' 3.14 or so', ' 3.14'],
  [' 1,000 or so', ' 1'],
  [' cat, and', ' cat'],
  [' cat.', ' cat'],
  [' 👍🏽 yes', ' 👍🏽'],
  [' cafe\u0301 is', ' cafe\u0301'],
  ['彼は去った。', '彼'],
  ['— he said', '—'],
  ['—he said', '—he'],
])('the first word of %j is %j', (text, word) => {
  expect(firstWord(text)).toBe(word);
});

test('a first word is the start of its text, and not empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const word = firstWord(text);
      expect(text.startsWith(word)).toBe(true);
      if (text !== '') expect(word).not.toBe('');
    }),
  );
});
