import { describe, expect, test } from 'vitest';
import type { RatedToken } from '../../../../src/common/methods/scoring.js';
import { oneIn } from '../../../../src/sessions/surprisal/wordHover.js';
import { ratedWords } from '../../../../src/writing/surprisal/ratedWords.js';

/** Rates tokens, which a bar separates, with 1, 2, 3, … bits; returns the words with their bits. */
function wordsOf(tokens: string, silent: readonly string[] = [], before = 'Before. '): string[] {
  let offset = 0;
  const rated = tokens.split('|').map((text, index): RatedToken => {
    const token = { offset, length: text.length, bits: index + 1, rank: 0, alternatives: [{ text: `?${index + 1}`, logprob: -1 }] };
    offset += text.length;
    return token;
  });
  const text = tokens.replaceAll('|', '');
  const spans = silent.map((part) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length }));
  return ratedWords(text, rated, spans, before).map((word) => {
    expect(text.slice(word.start, word.end)).toBe(word.text);
    return `${word.text}:${word.bits}:${word.expected[0]?.text ?? ''}`;
  });
}

describe('The words of a text', () => {
  test.each<[what: string, tokens: string, words: string[]]>([
    ['have the bits of all their tokens', 'The| light|house| stood', ['The:1:?1', 'lighthouse:5:?2', 'stood:4:?4']],
    ['leave out signs that stand alone', 'He| came|,| saw|.', ['He:1:?1', 'came:2:?2', 'saw:4:?4']],
    ['count a sign that shares their token', ' ("|He|s)', ['Hes:5:?2']],
    ['hold apostrophes and hyphens', "don|'t| sixty|-|four", ["don't:3:?1", 'sixty-four:12:?3']],
    ['are characters where no spaces are written', '灯|塔 a', ['灯:1:?1', '塔:2:?2']],
    ['are none in an empty text', '', []],
  ])('%s', (_, tokens, words) => {
    expect(wordsOf(tokens)).toEqual(words);
  });

  test.each<[what: string, before: string, first: true | undefined]>([
    ['has no context where nothing is before it', '', true],
    ['has none behind blank lines alone', '\n\n', true],
    ['has some behind a heading', '# Salt\n\n', undefined],
  ])('the first one %s', (_, before, first) => {
    const token = { offset: 0, length: 3, bits: 13, rank: 9, alternatives: [] };
    const words = ratedWords('One two', [token, { ...token, offset: 3, length: 4 }], [], before);
    expect(words.map(({ withoutContext }) => withoutContext)).toEqual([first, undefined]);
  });

  test('that are no prose are left out', () => {
    expect(wordsOf('Read| `|x|`| now', ['`x`'])).toEqual(['Read:1:?1', 'now:5:?5']);
  });

  test('may hold emoji and half characters', () => {
    expect(wordsOf('a| 👩‍👩‍👧| \ud83d| b')).toEqual(['a:1:?1', 'b:4:?4']);
  });
});

test.each([
  [1, '2'],
  [19, '520,000'],
  [50, '1.1E15'],
])('%d bits are 1 in %s', (bits, expected) => {
  expect(oneIn(bits)).toBe(expected);
});
