import { expect, test } from 'vitest';
import { excerptEnd, excerptStart } from '../../../src/prose/excerpt.js';

test.each([
  ['a short text', 20, 'a short text'],
  ['the keeper lit the lamp', 12, '…the lamp'],
  ['Donaudampfschifffahrt', 5, '…fahrt'],
])('The end of %j in %d characters is %j', (text, longest, expected) => {
  expect(excerptEnd(text, longest)).toBe(expected);
});

test.each([
  ['a short text', 20, 'a short text'],
  ['the keeper lit the lamp', 12, 'the keeper…'],
  ['Donaudampfschifffahrt', 5, 'Donau…'],
])('The start of %j in %d characters is %j', (text, longest, expected) => {
  expect(excerptStart(text, longest)).toBe(expected);
});
