import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paragraphAt, visiblePieces } from '../../../../src/writing/surprisal/paragraphs.js';
import type { Piece } from '../../../../src/writing/surprisal/pieces.js';

/** The pieces between two bars of a text. */
function piecesOf(marked: string, languageId = 'markdown'): readonly Piece[] {
  const [before = '', inside = '', after = ''] = marked.split('|');
  return visiblePieces(before + inside + after, before.length, before.length + inside.length, languageId);
}

const sentence = 'He wrote down the wind and the weather, and the hours of the lamp. ';
const page = [
  '# The Logbook\n',
  sentence.repeat(3).trim(),
  '',
  '```python\nprint("no prose")\n```',
  '',
  '- A wren came in.\n- It left at dawn.',
  '',
  sentence.repeat(40).trim(),
  '',
].join('\n');

describe('What is rated of a page', () => {
  test('is its prose, whole and in order', () => {
    const rated = visiblePieces(page, 0, page.length, 'markdown');
    for (const { start, end, text } of rated) expect(page.slice(start, end)).toBe(text);
    const prose = page.replace(/```.*```/s, '').replace(/\n+/g, '');
    expect(
      rated
        .map(({ text }) => text)
        .join('')
        .replace(/\n/g, ''),
    ).toBe(prose);
  });

  test('is only what can be seen', () => {
    expect(piecesOf('One.\n\n|Two.|\n\nThree.').map(({ text }) => text)).toEqual(['Two.']);
    expect(piecesOf('One.\n\nTwo.|\n\n|Three.')).toEqual([]);
  });

  test('is read behind the prose before it', () => {
    expect(piecesOf('# Title\n\nOne.\n\n```\ncode\n```\n\n|Two.|').map(({ before }) => before)).toEqual(['# Title\n\nOne.\n\n']);
  });

  const long = 'They kept the lamp alight through the whole of that winter. '.repeat(30).trim();
  test.each<[what: string, text: string, language: string, before: string]>([
    ['far above', `# Salt\n\n## Gales\n\n${long}\n\n|Two.|`, 'markdown', '# Salt\n\n## Gales\n\n'],
    ['in LaTeX, as plain headings', '\\section{Salt}\n\\subsection{Gales}\n|Two.|', 'latex', '# Salt\n\n## Gales\n\n'],
    ['in reStructuredText, without the line below', 'Salt\n====\n\n|Two.|', 'restructuredtext', '# Salt\n\n'],
    ['and the title of the front matter', '---\ntitle: Salt\n---\n\n|Two.|', 'markdown', '# Salt\n\n'],
    ['but no title that is the heading itself', '---\ntitle: Salt\n---\n\n|# Salt|', 'markdown', ''],
    [
      'but no heading of a section that has ended',
      '# Salt\n\n## Gales\n\nOne.\n\n# Tar\n\n|Two.|',
      'markdown',
      '# Salt\n\n## Gales\n\nOne.\n\n# Tar\n\n',
    ],
  ])('is read behind the headings above, %s', (_, text, language, before) => {
    const [piece] = piecesOf(text, language);
    if (text.includes(long)) expect(piece?.before.startsWith(before)).toBe(true);
    else expect(piece?.before).toBe(before);
  });

  test('has nothing before it at the start of a document', () => {
    expect(piecesOf('|# Salt|').map(({ before }) => before)).toEqual(['']);
    expect(piecesOf('```\ncode\n```\n\n|One.|').map(({ before }) => before)).toEqual(['']);
  });

  test('leaves the signs of emphasis and of links without marks', () => {
    const [piece] = piecesOf('|The **very** [old](a.md) *lamp*|');
    const silent = piece?.silent.map(({ start, end }) => piece.text.slice(start, end)) ?? [];
    for (const sign of ['**', '[', '*']) expect(silent).toContain(sign);
    expect(silent.join(' ')).not.toMatch(/very|old|lamp/);
  });

  test('is cut into whole sentences where a paragraph is long', () => {
    const pieces = piecesOf(`|${sentence.repeat(40)}|`);
    expect(pieces.length).toBeGreaterThan(2);
    for (const { text } of pieces.slice(1)) expect(text).toMatch(/^ He wrote/);
    for (const { text } of pieces) expect(text.length).toBeLessThan(900);
  });

  test('is cut at words where there are no sentences', () => {
    const pieces = piecesOf(`|${'word '.repeat(2000).trim()}|`);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.map(({ text }) => text).join('')).toBe('word '.repeat(2000).trim());
    for (const { text } of pieces.slice(1)) expect(text).toMatch(/^ word/);
  });

  test('has spaces for the line ends of wrapped text, and keeps those of verse', () => {
    const line = 'a line of prose that fills the whole width of a page of text';
    expect(piecesOf(`|${line}\n${line}|`, 'plaintext')[0]?.text).toBe(`${line} ${line}`);
    expect(piecesOf('|Tyger Tyger, burning bright,\nIn the forests of the night|', 'plaintext')[0]?.text).toContain('bright,\nIn');
  });

  test('leaves code, addresses and the signs of the markup without marks', () => {
    const [piece] = piecesOf('|## Read `x` at https://example.org now|');
    expect(piece?.silent.map(({ start, end }) => piece.text.slice(start, end))).toEqual(
      expect.arrayContaining(['`x`', 'https://example.org']),
    );
    expect(piece?.silent[0]?.start).toBe(0);
  });

  test('is only comments in program code, without their signs', () => {
    const [piece, ...others] = piecesOf('|x = 1\n# The keeper lit\n# the lamp.\ny = 2|', 'python');
    expect(others).toEqual([]);
    expect(piece?.text.replace(/\s+/g, ' ').trim()).toBe('The keeper lit the lamp.');
  });

  test('is the same whatever part of it can be seen', () => {
    const all = visiblePieces(page, 0, page.length, 'markdown');
    fc.assert(
      fc.property(fc.nat(page.length), fc.nat(page.length), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const seen = visiblePieces(page, from, to, 'markdown');
        expect(seen).toEqual(all.filter(({ start, end }) => start < to && end > from));
      }),
    );
  });

  test('changes, after an edit, for its own piece and the few behind it', () => {
    const long = `${sentence.repeat(200).trim()}\n`;
    const edited = long.replace('weather', 'whether');
    const before = new Set(visiblePieces(long, 0, long.length, 'markdown').map((piece) => piece.before + piece.text));
    const fresh = visiblePieces(edited, 0, edited.length, 'markdown').filter((piece) => !before.has(piece.before + piece.text));
    expect(fresh.length).toBeLessThanOrEqual(2);
  });
});

describe('The paragraph at a caret', () => {
  test('is the whole one around it', () => {
    const text = 'One.\n\nTwo, and\nmore.\n\nThree.';
    const found = paragraphAt(text, text.indexOf('and'), 'markdown');
    expect(text.slice(found?.start, found?.end)).toBe('Two, and\nmore.');
  });

  test('is none in code and on a blank line', () => {
    expect(paragraphAt('```\ncode\n```', 5, 'markdown')).toBeUndefined();
    expect(paragraphAt('One.\n\n\nTwo.', 6, 'markdown')).toBeUndefined();
  });

  test('of a whole book is what stands around the caret', () => {
    const book = sentence.repeat(5000);
    const found = paragraphAt(book, 100_000, 'markdown');
    expect(found?.pieces.length).toBeLessThan(10);
    expect(found?.start).toBeLessThanOrEqual(100_000);
    expect(found?.end).toBeGreaterThanOrEqual(100_000);
  });
});
