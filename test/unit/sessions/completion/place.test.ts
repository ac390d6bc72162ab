import { describe, expect, test, vi } from 'vitest';
import { type Obstacle, type Place, placeAt } from '../../../../src/sessions/completion/place.js';
import { grammarOf } from '../../../../src/prose/markup/languages.js';

/** The place at the `|` of a document. */
function placeOf(marked: string, language = 'markdown'): Place | undefined {
  const place = placeOrObstacle(marked, language);
  return typeof place === 'string' ? undefined : place;
}

function placeOrObstacle(marked: string, language: string): Place | Obstacle {
  const offset = marked.indexOf('|');
  return placeAt({ text: marked.replace('|', ''), offset, document: 'd', documentOffset: offset, language });
}

test.each([
  ['```\nlet cat|\n```', 'code'],
  ['Run `npm| test` now.', 'code'],
  ['$$\nx|\n$$', 'math'],
  ['---\ntitle: The cat|\n---', 'front-matter'],
  ['See [the cat](http://cat|)', 'link-target'],
])('In %j the writer is told of the %s', (marked, obstacle) => {
  expect(placeOrObstacle(marked, 'markdown')).toBe(obstacle);
});

test('In a table the writer is told of the table', () => {
  const text = '| a | b |\n| - | - |\n| cat | d |';
  expect(placeAt({ text, offset: text.indexOf('cat'), document: 'd', documentOffset: 0, language: 'markdown' })).toBe('table');
});

test('The document is read once for a completion', () => {
  const reading = vi.spyOn(grammarOf('markdown'), 'blocks');
  const place = placeOf('It was a |');
  expect([place?.context().before, place?.context().before]).toEqual(['It was a ', 'It was a ']);
  expect(reading).toHaveBeenCalledTimes(1);
  reading.mockRestore();
});

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
