import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedSince } from '../../../../src/writing/continuation/caretText.js';
import { caretAt } from '../../../util/caretAt.js';

test.each<[name: string, earlier: string, now: string, inserted: string | undefined]>([
  ['the same place', 'The cat|', 'The cat|', '|'],
  ['a word more', 'The cat|', 'The cat sat|', ' sat|'],
  ['a word more in the middle', 'The |mat', 'The cat |mat', 'cat |'],
  ['a line more', 'The end.|', 'The end.\n|', '\n|'],
  ['a bracket that the editor closed', 'The cat |sat', 'The cat (|)sat', '(|)'],
  ['a character less', 'The cat|', 'The ca|', undefined],
  ['other text of the same length', 'The cat|', 'The dog|', undefined],
  ['other text before', 'The cat|', 'Tho cat sat|', undefined],
  ['other text after', 'The |mat', 'The |rug', undefined],
  ['more text after', 'The cat|', 'The cat| sat', undefined],
])('%s', (_, earlier, now, expected) => {
  const inserted = insertedSince(caretAt(earlier), caretAt(now));
  expect(inserted && `${inserted.typed}|${inserted.closed}`).toBe(expected);
});

test('Another document is another place', () => {
  expect(insertedSince(caretAt('The cat|', 'a.md'), caretAt('The cat|', 'b.md'))).toBeUndefined();
});

test('The text looked at may begin later when the document is longer', () => {
  const earlier = { ...caretAt('abcdef|'), offset: 1000 };
  expect(insertedSince(earlier, { ...caretAt('defgh|'), offset: 1002 })?.typed).toBe('gh');
});

test('A closing sign is seen where the text behind is cut', () => {
  expect(insertedSince(caretAt('a|bcd'), caretAt('a(|)bc'))).toEqual({ typed: '(', closed: ')' });
});

test('What was typed after any text is found again', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(text, text, text, (before, typed, after) => {
      const caret = (written: string): ReturnType<typeof caretAt> => ({ document: 'd', offset: written.length, before: written, after });
      expect(insertedSince(caret(before), caret(before + typed))).toEqual({ typed, closed: '' });
    }),
  );
});
