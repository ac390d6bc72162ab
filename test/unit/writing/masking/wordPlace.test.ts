import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wordAt, wordsIn } from '../../../../src/writing/masking/wordPlace.js';

/** A text in which `|` marks the caret, or the two ends of a selection. */
function marked(text: string): { text: string; marks: number[] } {
  const parts = text.split('|');
  const marks = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('').length);
  return { text: parts.join(''), marks };
}

describe('The word at a caret', () => {
  test.each<[caret: string, word: string | undefined]>([
    ['The |cat sat', 'cat'],
    ['The c|at sat', 'cat'],
    ['The cat| sat', 'cat'],
    ['|The', 'The'],
    ['end|.', 'end'],
    ["I do|n't know", "don't"],
    ['I don’|t know', 'don’t'],
    ["Ma|ry's lamb", 'Mary'],
    ['Mary’|s lamb', 'Mary’s'],
    ["the dogs'| tails", undefined],
    ['a well-|known fact', 'well-known'],
    ['the Zo|ë boat', 'Zoë'],
    ['cafe\u0301| now', 'cafe\u0301'],
    ['the кот| sat', 'кот'],
    ['a [MA|SK] day', '[MASK]'],
    ['a ___| day', '___'],
    ['“|Hello”', 'Hello'],
    ['*emph|asis*', 'emphasis'],
    ['a  |  b', undefined],
    ['3|14 of them', undefined],
    ['v2|beta', 'v2beta'],
    ['👍|🏽', undefined],
    ['rock ’n’ ro|ll', 'roll'],
    ['|', undefined],
  ])('%j', (caret, word) => {
    const { text, marks } = marked(caret);
    const place = wordAt(text, marks[0] ?? NaN);
    expect(place && text.slice(place.start, place.end)).toBe(word);
  });

  test('is none where letters go on for longer than any word', () => {
    expect(wordAt('a'.repeat(10_000), 5_000)).toBeUndefined();
  });

  test('holds the caret and has no white space, in any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'É', '-', "'", '’', 's', ' ', '_', '.', '\n', '🚢', '7') }),
        fc.nat(30),
        (text, at) => {
          const offset = Math.min(at, text.length);
          const place = wordAt(text, offset);
          if (place === undefined) return;
          expect(place.start <= offset && offset <= place.end && place.start < place.end).toBe(true);
          expect(text.slice(place.start, place.end)).not.toMatch(/\s/);
        },
      ),
    );
  });
});

describe('The words of a selection', () => {
  test.each<[selection: string, words: string]>([
    ['The |big cat| sat', 'big cat'],
    ['The| big cat |sat', 'big cat'],
    ['The b|ig c|at sat', 'big cat'],
    ['He said, |“well, yes,”| and', 'well, yes'],
    ["|Mary's| lamb", "Mary's"],
    ['a |well-known fact, told| twice', 'well-known fact, told'],
    ['the |[MASK]| day', '[MASK]'],
    ['one\n|two\nthree| four', 'two\nthree'],
  ])('%j', (selection, words) => {
    const { text, marks } = marked(selection);
    const place = wordsIn(text, { start: marks[0] ?? NaN, end: marks[1] ?? NaN });
    expect(typeof place === 'string' ? place : text.slice(place.start, place.end)).toBe(words);
  });

  test.each([
    ['one |two three four five six| seven', 'too-many-words'],
    ['one |... | two', 'no-word'],
    ['one |two\n\nthree| four', 'several-paragraphs'],
  ])('%j: %s', (selection, refusal) => {
    const { text, marks } = marked(selection);
    expect(wordsIn(text, { start: marks[0] ?? NaN, end: marks[1] ?? NaN })).toBe(refusal);
  });
});
