import { expect, test } from 'vitest';
import { CursorWord, type WordSelection } from '../../../../src/sessions/words/cursorWord.js';

const cursor = (isOnWord: boolean): WordSelection => ({
  isEmpty: true,
  isSingleLine: true,
  isCursorOnWord: () => isOnWord,
  text: () => '',
});

const selected = (text: string): WordSelection => ({
  isEmpty: false,
  isSingleLine: !text.includes('\n'),
  isCursorOnWord: () => false,
  text: () => text,
});

test.each<[string, WordSelection | undefined, boolean]>([
  ['a cursor on a word', cursor(true), true],
  ['a cursor between words', cursor(false), false],
  ['one word', selected('lamp'), true],
  ['four words with an apostrophe and a hyphen', selected("the keeper's well-kept lamp"), true],
  ['five words', selected('the old lamp was out'), false],
  ['no word', selected(' … '), false],
  ['words on two lines', selected('old\nlamp'), false],
  ['no editor', undefined, false],
])('The menu offers other words where they can be had: %s', (_, selection, isOffered) => {
  const told: boolean[] = [];
  new CursorWord((isOnWord) => told.push(isOnWord)).moved(selection);
  expect(told).toEqual([isOffered]);
});

test('The editor is told only what changes', () => {
  const told: boolean[] = [];
  const word = new CursorWord((isOnWord) => told.push(isOnWord));
  for (const isOnWord of [false, false, true, true, false]) word.moved(cursor(isOnWord));
  expect(told).toEqual([false, true, false]);
});
