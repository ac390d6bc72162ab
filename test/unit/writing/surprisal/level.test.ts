import { expect, test } from 'vitest';
import { markedWords, surprisalLevel } from '../../../../src/writing/surprisal/level.js';
import type { RatedWord } from '../../../../src/writing/surprisal/ratedWords.js';

test.each([
  [0, 0],
  [8.9, 0],
  [9, 1],
  [14.9, 2],
  [15, 3],
  [20.9, 4],
  [21, 5],
])('A word of %d bits has level %d', (bits, level) => {
  expect(surprisalLevel(bits)).toBe(level);
});

test('Words are marked by their level; one without context is not', () => {
  const word = (text: string, bits: number): RatedWord => ({ start: 0, end: 1, text, bits, expected: [] });
  const marked = markedWords([
    { ...word('The', 25), withoutContext: true },
    word('wren', 19),
    word('was', 2),
    word('flew', 18),
    word('far', 9),
  ]);
  expect([...marked].map(([level, words]) => [level, words.map(({ text }) => text)])).toEqual([
    [1, ['far']],
    [2, []],
    [3, []],
    [4, ['wren', 'flew']],
    [5, []],
  ]);
});
