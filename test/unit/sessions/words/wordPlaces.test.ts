import { expect, test } from 'vitest';
import { inEnglish } from '../../../../src/common/translate.js';
import { actionTitle } from '../../../../src/sessions/words/actionTitle.js';
import { placeBefore, type WordPlaces, wordPlaces } from '../../../../src/sessions/words/wordPlaces.js';

/** The places for a selection in a part of a document that starts at its hundredth character. */
function placesOf(text: string, start: number, end = start): WordPlaces {
  const found = wordPlaces({ text, start: 100 }, 'file:///a.md', { start: 100 + start, end: 100 + end }, 'markdown');
  if (found.kind !== 'places') throw new Error(`There is a place: ${found.kind}`);
  return found;
}

test('A place is where the word is in the document, with what is before it', () => {
  const { places, passage, leftOut } = placesOf('The old lamp.', 9);
  expect(places).toEqual([{ document: 'file:///a.md', start: 108, end: 112, text: 'lamp', before: 'The old ' }]);
  expect(passage.text.slice(108 - passage.start, 112 - passage.start)).toBe('lamp');
  expect(leftOut).toBe(0);
});

test('Of many gaps the nearest are filled, and the others counted', () => {
  const { places, leftOut } = placesOf(`The ${'___ and '.repeat(20)}sea.`, 4);
  expect(places).toHaveLength(8);
  expect(leftOut).toBe(12);
});

test('Of the gaps of a sentence, the one that has just been typed is filled', () => {
  const found = placesOf('The ___ sat on ___.', 7);
  expect(placeBefore(found, 107)?.places.map(({ start }) => start)).toEqual([104]);
  expect(placeBefore(found, 106)).toBeUndefined();
});

test.each([
  ['selected words', 'The old lamp.', 4, 12, 'Suggest Words for "old lamp"'],
  ['selected words on two lines', 'The old\nlamp.', 4, 12, 'Suggest Words for "old lamp"'],
  ['a gap', 'The ___ lamp.', 5, 5, 'Suggest Words for This Gap'],
  ['a selected gap', 'The ___ lamp.', 4, 7, 'Suggest Words for This Gap'],
])('There is a light bulb at %s', (_, text, start, end, title) => {
  expect(actionTitle(placesOf(text, start, end), start < end, inEnglish)).toBe(title);
});

test('There is no light bulb at a cursor in a word', () => {
  expect(actionTitle(placesOf('The old lamp.', 5), false, inEnglish)).toBeUndefined();
});
