import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CharacterStream, wholeCharacters } from '../../../../src/engine/decode/utf8.js';

describe('Characters from the bytes of tokens', () => {
  test('come out complete, and the same, however the bytes are cut into tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 6 })), (text, lengths) => {
        const bytes = Buffer.from(text);
        let stream = CharacterStream.empty;
        let result = '';
        let at = 0;
        for (const length of [...lengths, bytes.length]) {
          const pushed = stream.push(bytes.subarray(at, at + length));
          stream = pushed.stream;
          result += pushed.text;
          at += length;
          expect(text.startsWith(result)).toBe(true);
        }
        expect(result).toBe(text);
        expect(stream.pending).toHaveLength(0);
      }),
    );
  });

  test.each([
    { bytes: [], whole: 0 },
    { bytes: [0x61], whole: 1 },
    { bytes: [0x61, 0xc3], whole: 1 },
    { bytes: [0xc3, 0xa9], whole: 2 },
    { bytes: [0xe6, 0xb8], whole: 0 },
    { bytes: [0xf0, 0x9f, 0x9a], whole: 0 },
    { bytes: [0xf0, 0x9f, 0x9a, 0xa2], whole: 4 },
    { bytes: [0x80, 0x80, 0x80, 0x80], whole: 4 },
  ])('wait for the bytes that are missing: $bytes', ({ bytes, whole }) => {
    expect(wholeCharacters(Uint8Array.from(bytes))).toBe(whole);
  });

  test('are U+FFFD where the bytes are no text', () => {
    expect(CharacterStream.empty.push(Uint8Array.of(0x61, 0x80, 0x62)).text).toBe('a\uFFFDb');
  });
});
