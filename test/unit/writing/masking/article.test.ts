import { describe, expect, test } from 'vitest';
import { articleBefore, articleFor, rewritten } from '../../../../src/writing/masking/article.js';

describe('The indefinite article goes by the sound of the word', () => {
  test.each(
    `apple orange idea Englishman hour honest heir honour umbrella uncle urban usher utter unimportant uninformed uninvited unidentified
    unanswered onerous egg Éclair MRI FBI X-ray 8 11 18 80 1800 'other`.split(/\s+/),
  )('an %s', (word) => {
    expect(articleFor(word)).toBe('an');
  });

  test.each(
    `banana house hotel historic university unicorn uniform union unit user useful usual utility Ukrainian European eulogy ewe one once
    one-sided ubiquitous unanimous unidirectional uranium yacht UN CD PDF 1 7 10 110 1700 “big`.split(/\s+/),
  )('a %s', (word) => {
    expect(articleFor(word)).toBe('a');
  });
});

describe('The article before a place', () => {
  test.each<[before: string, form: string | undefined]>([
    ['It is a ', '6:a'],
    ['It is an ', '6:an'],
    ['A ', '0:a'],
    ['An  ', '0:an'],
    ['(a ', '1:a'],
    ['It is the ', undefined],
    ['Sheba ', undefined],
    ['It is a', undefined],
    ['a\n', undefined],
    ['7.a ', undefined],
  ])('%j', (before, expected) => {
    const found = articleBefore(before, before.length);
    expect(found && `${found.start}:${found.form}`).toBe(expected);
  });

  test.each([
    ['a', 'an', 'an'],
    ['A', 'an', 'An'],
    ['An', 'a', 'A'],
    ['AN', 'a', 'A'],
    ['an', 'a', 'a'],
  ] as const)('%s becomes %s as %s', (written, form, expected) => {
    expect(rewritten(written, form)).toBe(expected);
  });
});
