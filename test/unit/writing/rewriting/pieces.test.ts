import { describe, expect, test } from 'vitest';
import { type Piece, pieces, wholePieces } from '../../../../src/writing/rewriting/pieces.js';

/** A text is as large as it has words. */
const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

function cut(text: string, limit: number, cutter = pieces): string[] {
  return cutter(text, 'markdown', limit, words).map(({ start, end, isKept }) =>
    isKept ? `kept: ${text.slice(start, end)}` : text.slice(start, end),
  );
}

describe('A long text is cut', () => {
  test('at ends of paragraphs, as few times as possible', () => {
    expect(cut('One two.\n\nThree four.\n\nFive six.\n', 6)).toEqual(['One two.\n\nThree four.', 'Five six.']);
    expect(cut('One two.\n\nThree four.\n\nFive six.\n', 100)).toEqual(['One two.\n\nThree four.\n\nFive six.']);
  });

  test('at ends of sentences where a paragraph is too long', () => {
    expect(cut('The sea was calm. The boats came in. The crews slept.', 10)).toEqual([
      'The sea was calm. The boats came in.',
      'The crews slept.',
    ]);
  });

  test('within a sentence only where that alone is too long, and never within a character', () => {
    expect(cut('one two three four five six seven eight', 5).every((piece) => words(piece) <= 5)).toBe(true);
    const signs = '🚢'.repeat(9);
    const parts = pieces(signs, 'plaintext', 4, (text) => text.length);
    expect(parts.map(({ start, end }) => signs.slice(start, end)).join('')).toBe(signs);
    for (const { start, end } of parts) expect(signs.slice(start, end)).toMatch(/^(?:🚢)+$/u);
  });

  test('around what is no prose, which is kept', () => {
    expect(cut('One two.\n\n```\ncode\n```\n\nThree.\n\n| a |\n|---|\n| b |\n', 100)).toEqual([
      'One two.',
      'kept: ```\ncode\n```',
      'Three.',
      'kept: | a |\n|---|\n| b |',
    ]);
  });

  test('with nothing kept for a summary', () => {
    expect(cut('One two.\n\n```\ncode\n```\n\nThree.\n', 100, wholePieces)).toEqual(['One two.\n\n```\ncode\n```\n\nThree.']);
  });

  test('so that all pieces together are the text, in order', () => {
    const text = '# Title\n\nOne two three. Four five six.\n\n- seven\n- eight nine\n\n> ten eleven\n\n$$x$$\n\nTwelve.';
    for (const limit of [1, 2, 3, 5, 8, 100]) {
      const all: Piece[] = pieces(text, 'markdown', limit, words);
      let at = 0;
      for (const { start, end } of all) {
        expect(text.slice(at, start).trim()).toBe('');
        expect(end).toBeGreaterThan(start);
        at = end;
      }
      expect(text.slice(at).trim()).toBe('');
    }
  });

  test('no text has no pieces', () => {
    expect(cut('', 5)).toEqual([]);
    expect(cut(' \n\n ', 5)).toEqual([]);
  });
});
