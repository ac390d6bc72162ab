import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemeStart } from '../../../src/prose/graphemes.js';

const family = '👨‍👩‍👧‍👦';

test.each([
  ['abc', 1, 1],
  ['e\u0301a', 1, 0],
  ['e\u0301a', 2, 2],
  ['a😀b', 2, 1],
  [`a${family}b`, 5, 1],
  [`a${family}b`, 1 + family.length, 1 + family.length],
  ['🇫🇷🇩🇪', 4, 4],
  ['🇫🇷🇩🇪', 6, 4],
  ['a\r\nb', 2, 1],
  ['abc', -1, 0],
  ['abc', 9, 3],
])('in %j the character at offset %i starts at %i', (text, offset, start) => {
  expect(graphemeStart(text, offset)).toBe(start);
});

test('a start is one by the whole text, too', () => {
  const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.nat(40), (text, offset) => {
      const starts = new Set([...characters.segment(text)].map(({ index }) => index).concat(text.length));
      expect(starts.has(graphemeStart(text, offset))).toBe(true);
    }),
  );
});
