import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OpenDocument } from '../../../../src/lsp/text/openDocument.js';
import { positionEncodings } from '../../../../src/lsp/text/positionEncoding.js';
import { EncodedText } from '../../../../src/lsp/text/encodedText.js';

test('Edits leave the same text as the client has, in every encoding', () => {
  const words = fc.array(fc.constantFrom('a', 'é', '👍', '\n', '\r\n', ' word '), { maxLength: 12 }).map((parts) => parts.join(''));
  const edit = fc.record({ at: fc.nat(), length: fc.nat(6), text: words });
  fc.assert(
    fc.property(words, fc.array(edit, { maxLength: 8 }), fc.constantFrom(...positionEncodings), (start, edits, encoding) => {
      const document = new OpenDocument('file:///a.md', 'markdown', 1, start, encoding);
      let text = start;
      const changes = edits.map(({ at, length, text: written }) => {
        const here = new EncodedText(text, encoding);
        // A client edits between characters.
        const range = here.rangeOf({ start: at % (text.length + 1), end: Math.min(text.length, (at % (text.length + 1)) + length) });
        const span = here.spanOf(range);
        text = text.slice(0, span.start) + written + text.slice(span.end);
        return { range, text: written };
      });
      document.apply(changes, 2, 0);
      expect(document.text).toBe(text.replaceAll('\r\n', '\n'));
      expect(document.version).toBe(2);
    }),
  );
});

test('A change without a range is the whole text', () => {
  const document = new OpenDocument('file:///a.md', 'markdown', 1, 'old', 'utf-16');
  document.apply([{ text: 'new' }, { range: { start: { line: 0, character: 3 }, end: { line: 0, character: 3 } }, text: 'er' }], 2, 5);
  expect(document.text).toBe('newer');
  expect(document.lastEdit).toEqual({ end: 5, text: 'er', at: 5 });
});
