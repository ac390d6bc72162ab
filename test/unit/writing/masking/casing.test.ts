import { describe, expect, test } from 'vitest';
import { casingAt, inCasing, withStandIns } from '../../../../src/writing/masking/casing.js';

describe('The casing of a place', () => {
  test.each<[casing: string, marked: string]>([
    ['as-it-is', 'The cat |sat| on the mat.'],
    ['as-it-is', 'The cat |[MASK]| on the mat.'],
    ['capitalised', '|The| cat sat.'],
    ['capitalised', '|[MASK]| cat sat.'],
    ['capitalised', 'It rained. |[MASK]| cat sat.'],
    ['capitalised', 'It rained. |___| cat sat.'],
    ['capitalised', 'He said, “|[MASK]| there.”'],
    ['capitalised', 'One line\n\n|[MASK]| another.'],
    ['capitalised', '- |[MASK]| an item'],
    ['as-it-is', 'It was Dr. |[MASK]| who came.'],
    ['as-it-is', 'He was in |England| then.'],
    ['as-it-is', 'It was |NASA| that paid.'],
    ['upper', 'THE CAT |SAT| ON THE MAT.'],
    ['upper', 'THE CAT |[MASK]| ON THE MAT.'],
    ['as-it-is', 'THE CAT |sat| ON THE MAT.'],
    ['capitalised', 'The Return of the |King| and Other Tales'],
    ['capitalised', '# The Return of the |[MASK]| and Other Tales'],
    ['as-it-is', 'The Return of the |king| and Other Tales'],
    ['capitalised', '|Introduction|'],
    ['upper', '|INTRODUCTION|'],
    ['as-it-is', '|introduction|'],
  ])('%s: %j', (casing, marked) => {
    const [before = '', place = '', after = ''] = marked.split('|');
    expect(casingAt(before + place + after, { start: before.length, end: before.length + place.length })).toBe(casing);
  });
});

test.each([
  ['sat', 'as-it-is', 'sat'],
  ['McDonald', 'as-it-is', 'McDonald'],
  ['sat', 'capitalised', 'Sat'],
  ['école', 'capitalised', 'École'],
  ['McDonald', 'capitalised', 'McDonald'],
  ["don't", 'upper', "DON'T"],
] as const)('%s in %s casing is %s', (word, casing, expected) => {
  expect(inCasing(word, casing)).toBe(expected);
});

test('words of as many letters stand in for places', () => {
  expect(withStandIns('a [MASK] b ___.', [{ start: 2, end: 8 }, { start: 11, end: 14 }])).toBe('a Xxxxxx b Xxx.'); // prettier-ignore
});
