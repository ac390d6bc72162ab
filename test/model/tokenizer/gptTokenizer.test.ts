import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import { Tokenizer } from '../../../src/engine/tokenizer/library.js';
import { checkTokenizerFile } from '../../../src/engine/tokenizer/tokenizerFile.js';
import { withoutFaults } from '../../../src/engine/tokenizer/upstreamFaults.js';
import { gptFolder, gptTokenizer } from './tokenizers.js';

const tokenizer = gptTokenizer();
const allTokens = Array.from({ length: tokenizer.vocabularySize }, (_, id) => id as Token);

/** Characters with a byte that the vocabulary lacks: some control characters, and planes of Unicode that nothing is in. */
const unknown = /[\u0004\u0006\u0013\u0014\u0016\u001d\u{40000}-\u{bffff}]/gu;

/** Text as people write it, with what breaks tokenizers: special tokens, parts of them, every kind of character. */
const text = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'The ',
          ' cat',
          ' sat',
          '’s',
          '\r\n',
          '\t',
          '  ',
          '1,024',
          '—',
          'naïve',
          '日本',
          '👩‍👧',
          '<|im_end|>',
          '<|im_',
          '\ufeff',
        ),
      },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join('').replaceAll(unknown, ''));

test('the bytes of the tokens of a text are the bytes of the text', () => {
  fc.assert(
    fc.property(text, (written) => {
      const bytes = Buffer.concat(tokenizer.encode(written).map((token) => tokenizer.bytes(token)));
      expect(bytes.equals(Buffer.from(written))).toBe(true);
    }),
  );
});

test('decoding gives the text back, whatever its characters', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(tokenizer.decode(tokenizer.encode(written))).toBe(written);
    }),
  );
});

test('remembering words changes no id', () => {
  const file = checkTokenizerFile(JSON.parse(readFileSync(join(gptFolder, 'tokenizer.json'), 'utf8')));
  const library = new Tokenizer(withoutFaults({ ...file, added_tokens: [] }), {});
  fc.assert(
    fc.property(text, (written) => {
      expect(tokenizer.encode(written)).toEqual(library.encode(written, { add_special_tokens: false }).ids);
    }),
  );
});

test('a byte that the vocabulary lacks gives no token, as in the reference', () => {
  expect(tokenizer.encode('a\u0004b')).toEqual([81, 82]);
  expect(tokenizer.encode('a\u{40000}b')).toEqual([81, 218, 218, 218, 82]);
});

test('a half of a surrogate pair becomes U+FFFD', () => {
  expect(tokenizer.decode(tokenizer.encode('a\ud83db'))).toBe('a\ufffdb');
});

describe('special tokens', () => {
  test('are text in what a writer typed', () => {
    expect(tokenizer.encode('<|im_end|>')).not.toContain(2);
    expect(tokenizer.decode(tokenizer.encode('a <|im_end|> b'))).toBe('a <|im_end|> b');
  });

  test('are meant where they are asked for', () => {
    expect(tokenizer.encodeWithSpecialTokens('<|im_end|>')).toEqual([2]);
  });

  test('stand for no bytes', () => {
    expect(tokenizer.bytes(0 as Token)).toEqual(new Uint8Array());
  });

  test('say where documents start and end', () => {
    expect(tokenizer.documentStart).toBe(0);
    expect([...tokenizer.documentEnds].sort()).toEqual([0, 2]);
  });
});

test('an id that the vocabulary lacks stands for nothing', () => {
  expect(tokenizer.bytes(1e6 as Token)).toEqual(new Uint8Array());
  expect(tokenizer.decode([1e6 as Token, ...tokenizer.encode('a')])).toBe('a');
});

describe('tokens compatible with typed bytes', () => {
  const byHand = (prefix: Buffer): { extend: Token[]; within: Token[] } => {
    const withBytes = allTokens
      .map((token) => ({ token, bytes: Buffer.from(tokenizer.bytes(token)) }))
      .filter(({ bytes }) => bytes.length > 0);
    return {
      extend: withBytes.filter(({ bytes }) => bytes.subarray(0, prefix.length).equals(prefix)).map(({ token }) => token),
      within: withBytes
        .filter(({ bytes }) => bytes.length < prefix.length && prefix.subarray(0, bytes.length).equals(bytes))
        .map(({ token }) => token),
    };
  };
  const sorted = (tokens: readonly Token[]): Token[] => [...tokens].sort((a, b) => a - b);

  test.each([
    ['a letter', Buffer.from('q')],
    ['the start of a word', Buffer.from(' th')],
    ['a long word', Buffer.from(' unquestionably')],
    ['nothing', Buffer.from('')],
    ['bytes of no token', Buffer.from('\u0007\u0007\u0007')],
    ['the largest byte', Buffer.from([255])],
    ['the first byte of a dash', Buffer.from('—').subarray(0, 1)],
    ['two bytes of an emoji', Buffer.from('🙂').subarray(0, 2)],
  ])('are all that extend it or lie within it: %s', (_, prefix) => {
    const { extend, within } = tokenizer.compatible(prefix);
    const expected = byHand(prefix);
    expect(sorted(extend)).toEqual(expected.extend);
    expect(sorted(within)).toEqual(expected.within);
  });
});
