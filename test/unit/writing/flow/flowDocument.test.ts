import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowDocument } from '../../../../src/writing/flow/document/flowDocument.js';
import { documentCases } from './flowDocument.cases.js';

const languages = ['markdown', 'latex', 'asciidoc', 'restructuredtext', 'typst', 'plaintext', 'python'];

describe('The sentences that the flow check reads', () => {
  test.each(documentCases)('$title', ({ text, language, paragraphs }) => {
    const { blocks } = flowDocument(text, language);
    const read = blocks.map(({ continues, sentences }) => [...(continues ? ['+'] : []), ...sentences.map((sentence) => sentence.text)]);
    expect(read).toEqual(paragraphs);
  });

  test('stand under their headings', () => {
    const text = 'Before any heading.\n\n# The *first* one\n\nUnder the first.\n\n## A [link](x) in it\n\nUnder the second.\n';
    const { sections, blocks } = flowDocument(text, 'markdown');
    expect(sections.map(({ heading }) => heading?.text)).toEqual([undefined, 'The first one', 'A link in it']);
    expect(sections.map(({ heading }) => heading?.level)).toEqual([undefined, 1, 2]);
    expect(blocks.map(({ section }) => section)).toEqual([0, 1, 2]);
  });

  test('are in order and inside their paragraphs, in any text and any language', () => {
    const piece = fc.constantFrom(
      'The end.',
      ' ',
      '\n',
      '\n\n',
      '# ',
      '- ',
      '`',
      '$',
      '<!-- ',
      ' -->',
      '%',
      '// ',
      '.. ',
      '*',
      '_',
      '[a](',
      '\\emph{',
      '}',
      'Mr. ',
      '🚢',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(...languages), (pieces, language) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end, sentences } of flowDocument(text, language).blocks) {
          expect(start).toBeGreaterThanOrEqual(last);
          let inside = start;
          for (const sentence of sentences) {
            expect(sentence.start).toBeGreaterThanOrEqual(inside);
            expect(sentence.end).toBeGreaterThan(sentence.start);
            inside = sentence.end;
          }
          expect(inside).toBeLessThanOrEqual(end);
          last = end;
        }
      }),
    );
  });
});
