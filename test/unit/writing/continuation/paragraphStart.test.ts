import { expect, test } from 'vitest';
import { beginsInLowerCase, beginsParagraph } from '../../../../src/writing/continuation/paragraphStart.js';

test.each([
  ['# The lighthouse\n\n', true],
  ['\\section{The lighthouse}\n\n', true],
  ['= The lighthouse\n\n', true],
  ['He left.\n\n', true],
  ['“He left.”\n\n  ', true],
  ['He left.\n', false],
  ['He left. ', false],
  ['The sum is\n\n', false],
  ['i went home.\n\nit was late.\n\n', false],
  ['', false],
])('behind %j a paragraph begins with a capital letter: %s', (before, expected) => {
  expect(beginsParagraph(before)).toBe(expected);
});

test.each([
  ['was small', true],
  [' “was', true],
  ['*was*', true],
  ['The', false],
  ['3 men', false],
  ['彼', false],
  ['', false],
])('%j begins in lower case: %s', (text, expected) => {
  expect(beginsInLowerCase(text)).toBe(expected);
});
