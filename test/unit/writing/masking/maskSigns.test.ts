import { describe, expect, test } from 'vitest';
import { isMaskSign, maskSignBefore, maskSigns, maskSignsInProse } from '../../../../src/writing/masking/maskSigns.js';

/** What the spans of a text hold. */
const found = (text: string, spans: readonly { start: number; end: number }[]): string[] =>
  spans.map(({ start, end }) => `${start}:${text.slice(start, end)}`);

describe('A sign of a missing word is found', () => {
  test.each<[text: string, signs: string[]]>([
    ['The cat [MASK] on the mat.', ['8:[MASK]']],
    ['The cat [mask] on the ___.', ['8:[mask]', '22:___']],
    ['[MASK]', ['0:[MASK]']],
    ['A ________ day', ['2:________']],
    ['(___)', ['1:___']],
    ["the ___'s end", ['4:___']],
    ['one-[MASK] two', ['4:[MASK]']],
    ['A \\_\\_\\_ day', ['2:\\_\\_\\_']],
    ['[MASK][MASK]', ['0:[MASK]', '6:[MASK]']],
    ['two __ are none', []],
    ['__init__ and snake___case and a___', []],
    ['[MASKED] [ MASK ]', []],
    ['', []],
  ])('%j', (text, signs) => {
    expect(found(text, maskSigns(text))).toEqual(signs);
  });
});

describe('Only in prose', () => {
  test.each<[language: string, text: string, signs: string[]]>([
    ['markdown', 'A [MASK] day.\n\n___\n\nA ___ night.', ['2:[MASK]', '22:___']],
    ['markdown', 'Write `[MASK]` for a [MASK].', ['21:[MASK]']],
    ['markdown', '```\na [MASK]\n```\n\n- a ___', ['22:___']],
    ['markdown', '| a | [MASK] |\n| - | - |\n| b | ___ |', []],
    ['latex', 'The $x_{___}$ is \\emph{a} \\_\\_\\_ one.', ['26:\\_\\_\\_']],
    ['plaintext', 'A [MASK] day.', ['2:[MASK]']],
    ['python', 'x = "[MASK]"\n# A [MASK] day.', ['17:[MASK]']],
  ])('%s: %j', (language, text, signs) => {
    expect(found(text, maskSignsInProse(text, language))).toEqual(signs);
  });
});

test.each([
  ['[MASK]', true],
  ['____', true],
  ['[MASK].', false],
  ['the', false],
  ['', false],
])('%j is nothing but a sign: %j', (text, expected) => {
  expect(isMaskSign(text)).toBe(expected);
});

test.each([
  ['The [MASK]', 10, { start: 4, end: 10 }],
  ['The ___', 7, { start: 4, end: 7 }],
  ['The ___ x', 8, undefined],
  ['The [MASK', 9, undefined],
])('the sign that ends in %j at %i', (text, offset, expected) => {
  expect(maskSignBefore(text, offset)).toEqual(expected);
});
