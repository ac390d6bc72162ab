import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EncodedText } from '../../../../src/lsp/text/encodedText.js';
import { chosenEncoding, LineColumns, positionEncodings } from '../../../../src/lsp/text/positionEncoding.js';

describe('The encoding of positions is', () => {
  test.each([
    [undefined, 'utf-16'],
    [[], 'utf-16'],
    [['utf-8', 'utf-16'], 'utf-8'],
    [['utf-32', 'utf-8', 'utf-16'], 'utf-32'],
    [['utf-7', 'utf-16', 'utf-8'], 'utf-16'],
    [['ucs-2'], 'utf-16'],
  ])('%j offered: %s', (offered, chosen) => expect(chosenEncoding(offered)).toBe(chosen));
});

describe('Columns of a line with an emoji and accents', () => {
  const line = 'né 👩‍🚀 ok';
  test.each([
    ['utf-8', Buffer.byteLength('né 👩‍🚀 ', 'utf8')],
    ['utf-16', 'né 👩‍🚀 '.length],
    ['utf-32', Array.from('né 👩‍🚀 ').length],
  ] as const)('%s', (encoding, expected) => {
    const columns = new LineColumns(line, encoding);
    expect(columns.encoded(line.indexOf('ok'))).toBe(expected);
    expect(columns.decoded(expected)).toBe(line.indexOf('ok'));
  });

  test('a column inside a character is its start', () => {
    expect(new LineColumns('a👍b', 'utf-8').decoded(3)).toBe(1);
    expect(new LineColumns('a👍b', 'utf-32').decoded(2)).toBe(3);
  });

  test('a column beyond the line is its end', () => {
    for (const encoding of positionEncodings) expect(new LineColumns('ab', encoding).decoded(99)).toBe(2);
  });
});

test('Each offset at a character comes back from its position, in every encoding, with any line ends', () => {
  const part = fc.constantFrom('a', 'é', '漢', '👍', '\n', '\r\n', '\r', 'x'.repeat(700));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.constantFrom(...positionEncodings), (parts, encoding) => {
      const text = parts.join('');
      const encoded = new EncodedText(text, encoding);
      let offset = 0;
      for (const each of parts) {
        // Two parts may have made one line end, between whose halves nothing is.
        const isInside = text[offset - 1] === '\r' && text[offset] === '\n';
        if (!isInside) expect(encoded.offsetAt(encoded.positionAt(offset))).toBe(offset);
        offset += each.length;
      }
    }),
  );
});

describe('A position outside the text', () => {
  const text = new EncodedText('one\r\ntwo\n', 'utf-16');
  test.each([
    ['beyond a line', { line: 0, character: 99 }, 3],
    ['beyond the last line', { line: 99, character: 0 }, 9],
    ['before the first line', { line: -1, character: 0 }, 0],
    ['before a line', { line: 1, character: -5 }, 5],
  ])('%s', (_, position, offset) => expect(text.offsetAt(position)).toBe(offset));
});

test('Many positions in a line as long as a book are found at once', () => {
  const line = 'wörter '.repeat(100_000);
  const text = new EncodedText(line, 'utf-8');
  for (let offset = 0; offset < line.length; offset += 997) expect(text.offsetAt(text.positionAt(offset))).toBe(offset);
});
