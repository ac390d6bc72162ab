import { expect, test } from 'vitest';
import { circleAtEnd } from '../../../../src/engine/decode/circleAtEnd.js';

const round = (length: number, rounds: number, before: readonly number[] = [900, 901]): number[] => [
  ...before,
  ...Array.from({ length: length * rounds }, (_, at) => at % length),
];

test.each([
  ['one token again and again', round(1, 64), { length: 1, rounds: 64 }],
  ['a sentence four times', round(16, 4), { length: 16, rounds: 4 }],
  ['a long sentence four times', round(40, 4), { length: 40, rounds: 4 }],
  ['a short run that is long enough together', round(5, 13), { length: 5, rounds: 13 }],
])('%s is a circle', (_, tokens, circle) => {
  expect(circleAtEnd(tokens)).toEqual(circle);
});

test.each([
  ['no text', []],
  ['a text that goes on', Array.from({ length: 500 }, (_, at) => at)],
  ['a refrain three times', round(16, 3)],
  ['a row of dashes in a table', round(1, 40)],
  ['a circle that has been left', [...round(16, 6), 77]],
])('%s is none', (_, tokens) => {
  expect(circleAtEnd(tokens)).toBeUndefined();
});
