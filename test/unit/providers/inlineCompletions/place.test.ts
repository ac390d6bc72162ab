import { describe, expect, test } from 'vitest';
import { type Place, placeAt } from '../../../../src/providers/inlineCompletions/place.js';

/** The place at the `|` of a document. */
function placeOf(marked: string, language = 'markdown'): Place | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return placeAt({ text, offset, document: 'd', documentOffset: offset, language });
}

describe('A caret in prose is a place to complete at', () => {
  test.each<[marked: string, isPlace: boolean]>([
    ['The cat|', true],
    ['The cat| sat.', true],
    ['|', true],
    ['```\nlet cat|\n```', false],
    ['---\ntitle: The cat|\n---', false],
    ['See [the cat](http://cat|)', false],
  ])('%j: %s', (marked, isPlace) => {
    expect(placeOf(marked) !== undefined).toBe(isPlace);
  });
});

test.each([
  ['The c|at', true],
  ['The |cat', false],
  ['The cat|', false],
  ['The cat|.', false],
  ['Une fenê|tre', true],
])('In %j the caret is inside a word: %s', (marked, insideWord) => {
  expect(placeOf(marked)?.insideWord).toBe(insideWord);
});

test('Lines that end as on Windows are the same place', () => {
  expect(placeOf('One.\r\n\r\nTwo| three\r\nfour')?.caret).toMatchObject({ before: 'One.\n\nTwo', after: ' three\nfour' });
});

test('The engine is told what stands around the caret', () => {
  expect(placeOf('# A title\n\nThe cat| sat.\n\nThe end.')?.context()).toMatchObject({ headings: ['A title'], after: ' sat.' });
});

test('Half characters do no harm', () => {
  expect(placeOf('\ud83d The \0 cat|\ude00')?.caret.before).toBe('\ud83d The \0 cat');
});
