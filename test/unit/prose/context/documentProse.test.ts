import { describe, expect, test } from 'vitest';
import { documentProse } from '../../../../src/prose/context/documentProse.js';
import { documentContext } from '../../../../src/prose/context/documentContext.js';

const prose = (text: string, language = 'markdown'): string => [...documentProse(text, language)].join('');

describe('The prose of a whole document', () => {
  test.each([
    ['code is left out', 'One.\n\n```\ncode\n```\n\nTwo.', 'One.\n\nTwo.'],
    ['front matter is left out', '---\ntitle: x\n---\nOne.', 'One.'],
    ['comments are left out', 'One <!-- not this -->two.', 'One two.'],
    ['line ends are all the same', 'One\r\ntwo.\r\n\r\nThree.', 'One\ntwo.\n\nThree.'],
    ['blank lines are one at most', 'One.\n\n\n\nTwo.', 'One.\n\nTwo.'],
  ])('%s', (_, text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  test.each([
    ['markdown', '# A heading\n\nFirst *words* here.\n\n- an item\n- another\n\n> a quotation\n\nLast words'],
    ['latex', '\\section{A heading}\n\nFirst \\emph{words} here. % not this\n\nLast words'],
    ['plaintext', 'First words.\n\nLast words'],
    ['python', '# First words of a comment,\n# and more.\nx = 1\n# Last words'],
  ])('of %s is what a completion at its end is made from', (language, text) => {
    expect(prose(text, language)).toBe(documentContext(text, text.length, language).before);
  });

  test('comes in pieces where a manuscript is a single line, without a word cut in two or lost', () => {
    const line = 'The harbour was quiet that morning. '.repeat(20_000).trimEnd();
    const pieces = [...documentProse(line, 'plaintext')];
    expect(pieces.length).toBeGreaterThan(20);
    expect(pieces.join('')).toBe(line);
    expect(pieces.slice(1).every((piece) => piece.startsWith(' '))).toBe(true);
  });

  test('is never cut inside a character, also where there is no space', () => {
    const line = '🛟'.repeat(30_000);
    expect([...documentProse(line, 'plaintext')].every((piece) => !/^[\uDC00-\uDFFF]/.test(piece))).toBe(true);
  });
});
