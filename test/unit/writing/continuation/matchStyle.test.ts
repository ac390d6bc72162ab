import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchStyle } from '../../../../src/writing/continuation/matchStyle.js';
import { spellingPairs } from '../../../../src/writing/continuation/style/spellingPairs.js';
import { workOf } from '../../../util/workOf.js';
import { styleCases } from './matchStyle.cases.js';

describe.each(Object.entries(styleCases))('%s', (_idea, cases) => {
  test.each(cases)('%j | %j', (before, completion, result) => {
    expect(matchStyle(completion, before)).toBe(result);
  });
});

test('the text before is read once, however many stretches of code the completion has', () => {
  const before = 'He said “so” — and that it’s “here”. '.repeat(300);
  const work = (completion: string): number => workOf(() => matchStyle(completion, before));
  expect(work(' "`x`" and "`y`"'.repeat(20))).toBeLessThan(1.5 * work(' "`x`" and'));
});

/** Stretches of well-formed text in all styles. */
const phrases = [
  ...[
    ' word',
    ' colour',
    ' color',
    ' realised',
    ' realized',
    " don't",
    ' don’t',
    ' “some words”',
    ' "some words"',
    ' ‘some words’',
    " 'some words'",
  ],
  ...[
    ' one—two',
    ' one — two',
    ' one – two',
    ' one -- two',
    ' and so...',
    ' and so…',
    ' *one*',
    ' _one_',
    ' **one**',
    ' `one`',
    ' [a](b)',
    ' 5',
  ],
  ...['.', ',', '\n- item', '\n\nText', '\n\n# Heading\n\nText'],
];
const texts = fc.array(fc.constantFrom(...phrases), { maxLength: 12 }).map((parts) => parts.join(''));

test('what is in style already stays as it is', () => {
  fc.assert(
    fc.property(texts, texts, (completion, before) => {
      const once = matchStyle(completion, before);
      expect(matchStyle(once, before)).toBe(once);
    }),
    { numRuns: 300 },
  );
});

test('the letters of words stay, but for those that are spelt in two ways', () => {
  const letters = (text: string): string =>
    text
      .replaceAll('[a](b)', 'a')
      .replace(/[^A-Za-z]/g, '')
      .replaceAll('colour', 'color')
      .replaceAll('realised', 'realized');
  fc.assert(
    fc.property(texts, texts, (completion, before) => {
      expect(letters(matchStyle(completion, before)).toLowerCase()).toBe(letters(completion).toLowerCase());
    }),
    { numRuns: 300 },
  );
});

test('any text is matched to any other, and keeps its letters and digits', () => {
  const words = (text: string): string => text.replace(/[^a5]/g, '');
  const signs = fc.array(
    fc.constantFrom('"', "'", '“', '’', '`', '``', '—', '--', '*', '_', '\n', '# ', '- ', '\\section{', 'a', '5', '\uD800'),
  );
  fc.assert(
    fc.property(signs, signs, (completion, before) => {
      const text = completion.join('');
      expect(words(matchStyle(text, before.join('')))).toBe(words(text));
    }),
  );
});

test('each spelling belongs to one side only', () => {
  const pairs = [...spellingPairs.general, ...spellingPairs.ise];
  expect(pairs.length).toBeGreaterThan(0);
  const british = new Set(pairs.map(([word]) => word));
  expect(pairs.filter(([, american]) => british.has(american))).toEqual([]);
  expect(pairs.filter(([word, american]) => word === american)).toEqual([]);
});
