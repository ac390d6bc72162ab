import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typeThrough } from '../../../../src/writing/continuation/typeThrough.js';

test.each([
  [' quick fox', '', ' quick fox'],
  [' quick fox', ' qu', 'ick fox'],
  [' quick fox', ' quick fox', ''],
  [' quick fox', ' Q', undefined],
  [' quick fox', 'q', undefined],
  [' quick fox', ' quick foxes', undefined],
  ['a  b', 'a b', undefined],
  ['“no”', '"', undefined],
  // The editor closes what the writer opens.
  ['(see below) and', '()', 'see below'],
  ['(see (all) below) and', '()', 'see (all) below'],
  ['"No," she said', '""', 'No,'],
  ['“No,” she said', '“”', 'No,'],
  [' a (b) c', ' a ()', 'b'],
  ['(never closed', '()', 'never closed'],
  ['() empty', '()', ' empty'],
  ['**bold** text', '**', 'bold** text'],
  ['a) b', '()', undefined],
  ['[a] b', '()', undefined],
])('after typing into %j the text %j, %j remains', (ghost, typed, rest) => {
  expect(typeThrough(ghost, typed)).toBe(rest);
});

test('typing along a ghost text leaves its rest at every step', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (ghost) => {
      let typed = '';
      for (const character of ghost) {
        typed += character;
        expect(typed + (typeThrough(ghost, typed) ?? '✗')).toBe(ghost);
      }
    }),
  );
});

test('in two steps as much remains as in one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), fc.nat(20), fc.nat(20), (ghost, first, second) => {
      const [one, two] = [ghost.slice(0, first), ghost.slice(first, first + second)];
      expect(typeThrough(typeThrough(ghost, one) ?? '✗', two)).toBe(typeThrough(ghost, one + two));
    }),
  );
});

test('half of a character is not typed', () => {
  expect(typeThrough('😀!', '\uD83D')).toBeUndefined();
});
