import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typedSince } from '../../../../src/text/ghostText/caretText.js';
import { caretAt } from '../../../util/caretAt.js';

test.each<[name: string, earlier: string, now: string, typed: string | undefined]>([
  ['the same place', 'The cat|', 'The cat|', ''],
  ['a word more', 'The cat|', 'The cat sat|', ' sat'],
  ['a word more in the middle', 'The |mat', 'The cat |mat', 'cat '],
  ['a line more', 'The end.|', 'The end.\n|', '\n'],
  ['a character less', 'The cat|', 'The ca|', undefined],
  ['other text of the same length', 'The cat|', 'The dog|', undefined],
  ['other text before', 'The cat|', 'Tho cat sat|', undefined],
  ['other text after', 'The |mat', 'The |rug', undefined],
  ['more text after', 'The cat|', 'The cat| sat', undefined],
])('%s', (_, earlier, now, typed) => {
  expect(typedSince(caretAt(earlier), caretAt(now))).toBe(typed);
});

test('Another document is another place', () => {
  expect(typedSince(caretAt('The cat|', 'a.md'), caretAt('The cat|', 'b.md'))).toBeUndefined();
});

test('The text looked at may begin later when the document is longer', () => {
  const earlier = { ...caretAt('abcdef|'), offset: 1000 };
  expect(typedSince(earlier, { ...caretAt('defgh|'), offset: 1002 })).toBe('gh');
});

test('What was typed after any text is found again', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, (before, typed, after) => {
      const caret = (written: string): ReturnType<typeof caretAt> => ({ document: 'd', offset: written.length, before: written, after });
      expect(typedSince(caret(before), caret(before + typed))).toBe(typed);
    }),
  );
});
