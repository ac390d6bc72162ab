import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blocks, inlineSpans } from '../../../../src/prose/markup/blocks.js';
import { asciidocCases } from './blocks/asciidoc.cases.js';
import { latexCases } from './blocks/latex.cases.js';
import { markdownCases } from './blocks/markdown.cases.js';
import { otherCases } from './blocks/others.cases.js';
import { rstCases } from './blocks/rst.cases.js';
import { typstCases } from './blocks/typst.cases.js';

const cases = [...markdownCases, ...latexCases, ...rstCases, ...asciidocCases, ...typstCases, ...otherCases];

/** Reads the lines of a case: the document, and in front of each of its lines the block that starts there. */
function readCase(lines: string): { text: string; expected: [string, string][] } {
  const rows = lines === '' ? [] : lines.split('\n').slice(1);
  const parts = rows.map((row) => /^ *([a-z-]+(?: \d)?)? *\| ?(.*)$/.exec(row) ?? []);
  const expected: [string, string][] = [];
  for (const [, kind, line = ''] of parts) {
    const last = expected.at(-1);
    if (kind !== undefined) expected.push([kind, line]);
    else if (last) last[1] += `\n${line}`;
  }
  return { text: parts.map(([, , line = '']) => line).join('\n'), expected: expected.map(([kind, block]) => [kind, block.trimEnd()]) };
}

function found(text: string, language: string): [string, string][] {
  return blocks(text, language).map(({ kind, level, start, end }) => [
    level === undefined ? kind : `${kind} ${level}`,
    // Indentation belongs to a block or not, as the language has it; a case shows whole lines.
    text.slice(text.lastIndexOf('\n', start - 1) + 1, end).trimEnd(),
  ]);
}

describe('a document is divided into what its writer would call its parts', () => {
  test.each(cases)('$language: $title', ({ language, lines }) => {
    const { text, expected } = readCase(lines);
    expect(found(text, language)).toEqual(expected);
  });

  test.each(cases)('$language: $title, with CRLF', ({ language, lines }) => {
    const { text, expected } = readCase(lines);
    const crlf = text.replaceAll('\n', '\r\n');
    expect(found(crlf, language).map(([kind, block]) => [kind, block.replaceAll('\r\n', '\n')])).toEqual(expected);
  });
});

test('text right behind a LaTeX heading is a paragraph', () => {
  const text = '\\paragraph{Run in} Text.';
  expect(blocks(text, 'latex').map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['heading', '\\paragraph{Run in}'],
    ['paragraph', ' Text.'],
  ]);
});

const languages = [
  'markdown',
  'latex',
  'plaintext',
  'restructuredtext',
  'asciidoc',
  'typst',
  'git-commit',
  'scminput',
  'python',
  'rust',
  'html',
];

/** What grammars look at, so that rare combinations come up. */
const pieces = fc.constantFrom(
  ...['\n', '\n', '\n\n', '\r\n', '    ', '\t', '> ', '- ', '1. ', '# ', '= ', '```', '---', '===', '$', '$$', '|', '`', '[', '](', '<!--'],
  ...['-->', '<b>', '{', '}', '(', ')', '%', '\\begin{verbatim}', '\\end{verbatim}', '\\[', '\\emph{', '.. note::', '::', '/*', '*/', '//'],
  ...['#', '"""', "'", '"', 'word', 'a b.', 'http://a.b', 'x@y.zz', '@', ':::', '+++', '//// ', '****', '\0', '\uD800', '😀', '界'],
);
const documents = fc.oneof(
  fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 80 }),
);

describe.each(languages)('in any %s text', (language) => {
  test('blocks hold all that is no white space, in order and without overlap', () => {
    fc.assert(
      fc.property(documents, (text) => {
        let from = 0;
        for (const { start, end } of blocks(text, language)) {
          expect(text.slice(from, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(text.slice(from).trim()).toBe('');
      }),
    );
  });

  test('inline spans are in order, without overlap and inside their block', () => {
    fc.assert(
      fc.property(documents, (text) => {
        for (const block of blocks(text, language)) {
          let from = block.start;
          for (const { start, end } of inlineSpans(text, block, language)) {
            expect(start).toBeGreaterThanOrEqual(from);
            expect(end).toBeGreaterThan(start);
            from = end;
          }
          expect(from).toBeLessThanOrEqual(block.end);
        }
      }),
    );
  });
});
