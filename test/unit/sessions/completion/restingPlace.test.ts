import { expect, test } from 'vitest';
import { type ActiveCursor, restingPlace } from '../../../../src/sessions/completion/restingPlace.js';
import { queryAt } from './marked.js';

const cursor: ActiveCursor = {
  document: 'file:///story.md',
  version: 3,
  line: 2,
  character: 7,
  hasSelection: false,
  isPaused: false,
  place: () => queryAt('It was |'),
};

test('The engine reads ahead at a cursor in prose, once for the same place in the same text', () => {
  const place = restingPlace(cursor);
  expect(place?.context()).toMatchObject({ before: 'It was ' });
  expect(restingPlace({ ...cursor })?.key).toBe(place?.key);
});

test.each<[string, Partial<ActiveCursor>]>([
  ['in another document', { document: 'file:///other.md' }],
  ['after an edit', { version: 4 }],
  ['on another line', { line: 3 }],
  ['at another character', { character: 8 }],
])('It is another place %s', (_, change) => {
  expect(restingPlace({ ...cursor, ...change })?.key).not.toBe(restingPlace(cursor)?.key);
});

test('Where no completion will come, nothing is read', () => {
  expect(restingPlace({ ...cursor, hasSelection: true })).toBeUndefined();
  expect(restingPlace({ ...cursor, isPaused: true })).toBeUndefined();
  expect(restingPlace({ ...cursor, place: () => 'code' })?.context()).toBeUndefined();
});
