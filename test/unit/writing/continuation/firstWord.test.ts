import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstWord, throughFirstWordEnd, throughFirstWord } from '../../../../src/writing/continuation/firstWord.js';

test.each([
  ['', ''],
  [' ', ' '],
  ['cat', 'cat'],
  [' cat sat', ' cat'],
  ['\n\ncat sat', '\n\ncat'],
  [' “Hello there', ' “Hello'],
  [' (see *this*)', ' (see'],
  [', and so', ','],
  ['. Then', '.'],
  ['.” She', '.”'],
  [" don't go", " don't"],
  [' don’t go', ' don’t'],
  [' well-known fact', ' well-known'],
  [' 3.14 or so', ' 3.14'],
  [' 1,000 or so', ' 1,000'],
  [' U.S. forces', ' U.S.'],
  [' U.S.', ' U.S.'],
  [' 3,000 men', ' 3,000'],
  [' 3,000,000, then', ' 3,000,000'],
  [' 7:30 in', ' 7:30'],
  [' 7:30pm in', ' 7:30pm'],
  [' 10% of', ' 10%'],
  [' 10%, then', ' 10%'],
  [' 20°C at', ' 20°C'],
  [' 5° at', ' 5°'],
  [' C++ code', ' C++'],
  [' C# code', ' C#'],
  [' 18+ only', ' 18+'],
  [' and/or more', ' and/or'],
  [' $5 a day', ' $5'],
  [' $3,000.50 a day', ' $3,000.50'],
  [' 5€ a day', ' 5€'],
  [' -5 degrees', ' -5'],
  [' .NET code', ' .NET'],
  [' #5 of', ' #5'],
  [' e.g. this', ' e.g.'],
  [' i.e., this', ' i.e.'],
  [' a.m. on', ' a.m.'],
  [' Ph.D. thesis', ' Ph.D.'],
  [' Dr. Stone', ' Dr.'],
  [' Mr. Stone', ' Mr.'],
  [' p. 5', ' p.'],
  [' No. 5', ' No.'],
  [' no. Then', ' no'],
  [' end. Then', ' end'],
  [' etc. They', ' etc.'],
  [' AT&T has', ' AT&T'],
  [' R&D is', ' R&D'],
  [' 24/7 for', ' 24/7'],
  [' 2020–2021 and', ' 2020–2021'],
  [' 2020-21 and', ' 2020-21'],
  [' v2.0.1 is', ' v2.0.1'],
  [' Node.js is', ' Node.js'],
  [' a@b.org is', ' a@b.org'],
  [' https://a.org/b?c=1, then', ' https://a.org/b?c=1'],
  [' (www.a.org/b).', ' (www.a.org/b'],
  [' file(s) of', ' file(s)'],
  [' main() is', ' main()'],
  [' (see)', ' (see'],
  [' red, 5', ' red'],
  [' red: blue', ' red'],
  [' red/', ' red'],
  [' 3, 4', ' 3'],
  [' 3: 4', ' 3'],
  [' x – y', ' x'],
  [' cat, and', ' cat'],
  [' cat.', ' cat'],
  [' 👍🏽 yes', ' 👍🏽'],
  [' cafe\u0301 is', ' cafe\u0301'],
  ['彼は去った。', '彼'],
  ['— he said', '—'],
  ['—he said', '—he'],
])('the first word of %j is %j', (text, word) => {
  expect(firstWord(text)).toBe(word);
});

test('a first word is the start of its text, and not empty', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const word = firstWord(text);
      expect(text.startsWith(word)).toBe(true);
      if (text !== '') expect(word).not.toBe('');
    }),
  );
});

test.each([
  [' 3,', ' 3'],
  [' 3,0', ' 3,0'],
  [' 7:', ' 7'],
  [' U.', ' U'],
  [' U.S', ' U.S'],
  [' U.S.', ' U.S.'],
  [' No. ', ' No'],
  [' C+', ' C'],
  [' C++', ' C++'],
  [' file(s', ' file'],
  [' http:/', ' http'],
])('what may still grow is not over: %j', (text) => {
  expect(throughFirstWordEnd(text)).toBeUndefined();
});

describe('a ghost text through its first word', () => {
  test.each([
    [' went home', ' went'],
    ['ing home', 'ing'],
    [', and then', ', and'],
    [' “I am', ' “I'],
    [" don't go", " don't"],
    [' well-known man', ' well-known'],
    [' dash—like', ' dash'],
    [' the.', ' the'],
    ['.', '.'],
    ['  ', '  '],
    ['', ''],
    [' e\u0301t\u00e9 x', ' e\u0301t\u00e9'],
  ])('%j is %j', (ghost, word) => {
    expect(throughFirstWord(ghost)).toBe(word);
  });
});
