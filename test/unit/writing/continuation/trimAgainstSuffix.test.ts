import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trimAgainstSuffix } from '../../../../src/writing/continuation/trimAgainstSuffix.js';

type Case = readonly [completion: string, after: string, result: string];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'nothing behind the caret changes nothing': [
    [' quick fox', '', ' quick fox'],
    [' quick fox ', '  \n', ' quick fox '],
  ],
  'what repeats the start of the text after the caret is cut': [
    [' quick brown fox', ' fox jumps', ' quick brown'],
    ['quick brown fox ', 'fox jumps', 'quick brown '],
    [' quick brown Fox', ' fox jumps', ' quick brown'],
    ['said “no”', '"no" again', 'said '],
    [' fox', ' fox jumps', ''],
    [' fox jumps', ' fox jumps', ''],
    ['the end.', '.', 'the end'],
    ['“Yes.”', '”', '“Yes.'],
    ['f(x)', ')', 'f(x'],
  ],
  'a word that only starts alike stays': [
    [' a the', ' theory of', ' a the'],
    [' was a', ' an apple', ' was a'],
    ['idea', ' a cat', 'idea'],
    [' brown ox', ' x', ' brown ox'],
  ],
  'a retelling of the text after the caret is cut where it starts': [
    [' quick fox jumps over the lazy dog and runs', ' jumps over the lazy hill.', ' quick fox'],
    [' in the end. Then he', ' end.', ' in the'],
    [' one. Two three four! Five', ' Two three four!', ' one.'],
    [' one. Two three four', ' Two three five', ' one. Two three four'],
    ['Mr. Smith went', '.', 'Mr. Smith went'],
  ],
  'what begins as the text after the caret does is not offered': [
    ['and went to the door', ' and went out into the rain.', ''],
    [' of', ' of the four', ''],
    ['. He', '. Then', ''],
    ['the keeper of ', 'the old lamp', 'the keeper of '],
  ],
  'punctuation alone is never offered': [
    [',', ' and went', ''],
    ['”', ' he said', ''],
    [' —', ' he said', ''],
    ['👍', ' he said', '👍'],
  ],
  'what closes behind the caret is closed once': [
    ['happy** and', '** and sad', 'happy'],
    ['happy.', '** and sad', 'happy'],
    ['happy ', '*', 'happy'],
    ['happy* man', '*', 'happy'],
    ['happy_', '_ man', 'happy'],
    ['npm test` now', '` now', 'npm test'],
    ['happy,” she said', '” she said', 'happy,'],
    ['happy," she said', '" he said', 'happy,'],
    ['don’t go', '’ he said', 'don’t go'],
    ['see (a) and b) too', ') too', 'see (a) and b'],
    ['x] and', '](url)', 'x'],
    ['happy</em>', '</em> man', 'happy'],
    ['happy.', '**.', 'happy'],
    ['happy', '**sad** man', 'happy '],
    ['happy **very** man', '.', 'happy **very** man'],
  ],
  'there is one space between words': [
    ['big', 'cat', 'big '],
    ['big ', 'cat', 'big '],
    ['big ', ' cat', 'big'],
    ['big,', 'cat', 'big, '],
    ['big', '(cat)', 'big '],
    ['大きい', '猫', '大きい'],
    ['big ', ', and', 'big'],
    ['big ', ') and', 'big'],
  ],
  'punctuation does not meet punctuation': [
    [' the house.', ', which was', ' the house'],
    [' the house,', '. Then', ' the house'],
    [' the house', '. Then', ' the house'],
  ],
  'no sentence ends where it goes on': [
    [' the dog.', ' and ran', ' the dog'],
    [' the dog. ', 'and ran', ' the dog '],
    [' the dog.', ' Then it ran', ' the dog.'],
  ],
};

describe.each(Object.entries(cases))('%s', (_idea, rows) => {
  test.each(rows)('%j before %j', (completion, after, result) => {
    expect(trimAgainstSuffix(completion, after)).toBe(result);
  });
});

test('inside a word no space is added', () => {
  expect(trimAgainstSuffix('believ', 'able', true)).toBe('believ');
});

test('the result is made of the completion, but for white space at its end', () => {
  const words = fc
    .array(fc.constantFrom(' the', ' cat', ' sat', '.', ',', ' ', '"', '界', '😀'), { maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (completion, after) => {
      const result = trimAgainstSuffix(completion, after);
      const kept = result.trimEnd();
      // Punctuation before a space may go; everything else is the start of the completion.
      expect(
        completion.startsWith(kept) ||
          completion
            .trimEnd()
            .replace(/[.!?…]+$/, '')
            .startsWith(kept),
      ).toBe(true);
    }),
  );
});
