import { expect, test } from 'vitest';
import { endOfFills, fillsFor } from '../../../../src/writing/masking/fills.js';
import { nearestPlaces } from '../../../../src/writing/masking/nearestPlaces.js';
import { readsAsEnglish } from '../../../../src/writing/masking/readsAsEnglish.js';

/** How a text with a gap at `___` reads with a word in it; the passage starts at the document's tenth character. */
function filled(text: string, word: string, needed?: 'a' | 'an'): string {
  const passage = { text, start: 10 };
  const start = 10 + text.indexOf('___');
  let result = text;
  for (const fill of fillsFor(passage, { start, end: start + 3 }, word, needed).reverse()) {
    result = result.slice(0, fill.start - 10) + fill.text + result.slice(fill.end - 10);
  }
  return result;
}

test.each<[text: string, word: string, expected: string]>([
  ['The ___ sat.', 'cat', 'The cat sat.'],
  ['An ___ fell.', 'pear', 'A pear fell.'],
  ['a ___ fell.', 'apple', 'an apple fell.'],
  ['a ___ waited.', 'hour', 'an hour waited.'],
  ['an  ___ fell.', 'apple', 'an  apple fell.'],
  ['Banana ___ fell.', 'apple', 'Banana apple fell.'],
])('%j with %j', (text, word, expected) => {
  expect(filled(text, word)).toBe(expected);
});

test('The form of the article that a caller knows better stands', () => {
  expect(filled('A ___ FELL', 'HAT', 'a')).toBe('A HAT FELL');
});

test.each<[count: number, offset: number, starts: number[]]>([
  [3, 15, [0, 10, 20]],
  [12, 0, [0, 10, 20, 30, 40, 50, 60, 70]],
  [12, 24, [30, 40, 50, 60, 70, 80, 90, 100]],
  [12, 1000, [40, 50, 60, 70, 80, 90, 100, 110]],
])('Of %d gaps, those from %d on are filled first', (count, offset, starts) => {
  const places = Array.from({ length: count }, (_, index) => ({ start: 10 * index, end: 10 * index + 3 }));
  expect(nearestPlaces(places, offset).map(({ start }) => start)).toEqual(starts);
});

const english = 'The keeper lit the lamp every evening and wrote in the log what he had seen of the sea and the ships.';
const german = 'Der alte Mann ging jeden Abend mit seinem Hund durch den Wald, und am Morgen schrieb er alles wieder auf.';
test.each<[text: string, at: string, expected: boolean]>([
  [english, 'lamp', true],
  [german, 'Hund', false],
  [`${english}\n\n${german}`, 'Hund', false],
  [`${english}\n\n${german}`, 'lamp', true],
  [`${english}\n\nKurz gesagt.`, 'Kurz', true],
  ['Ein Satz.', 'Satz', true],
])('%j is English at %j: %j', (text, at, expected) => {
  const start = 5 + text.indexOf(at);
  expect(readsAsEnglish({ text, start: 5 }, { start, end: start + at.length })).toBe(expected);
});

test.each([
  ['after a word that is longer than what it replaces', [{ start: 4, end: 7, text: 'ragged' }], 10],
  [
    'after the last of several words, moved by those before it',
    [
      { start: 2, end: 3, text: 'an' },
      { start: 4, end: 10, text: 'owl' },
    ],
    8,
  ],
  ['nowhere without a word', [], undefined],
])('The cursor goes %s', (_, fills, end) => {
  expect(endOfFills(fills)).toBe(end);
});
