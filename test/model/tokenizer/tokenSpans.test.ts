import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenSpans } from '../../../src/engine/features/tokenSpans.js';
import { bertTokenizer, gptTokenizer } from './tokenizers.js';
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer.js';

const tokenizer = gptTokenizer();

/** What the spans cover, in order. */
function covered(text: string, by: Tokenizer): string[] {
  return tokenSpans(text, by.encode(text), by).map(({ offset, length }) => text.slice(offset, offset + length));
}

describe('The places of tokens in a text', () => {
  test('are those of its words and characters', () => {
    expect(covered('The keeper rose 🛟', tokenizer).filter(Boolean)).toEqual(['The', ' keeper', ' rose', ' ', '🛟']);
  });

  test('a character whose first byte has no token belongs to the tokens of its others', () => {
    expect(covered('x\u{40000}y', tokenizer)).toEqual(['x', '', '', '\u{40000}', 'y']);
  });

  test('are refused for a tokenizer that changes the text', () => {
    expect(() => covered('ÄPFEL', bertTokenizer())).toThrow('changes the text');
  });

  test('cover any text in order, but for characters that have no token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        let end = 0;
        for (const { offset, length } of tokenSpans(text, tokenizer.encode(text), tokenizer)) {
          expect(offset).toBeGreaterThanOrEqual(end);
          for (const character of text.slice(end, offset)) expect(tokenizer.encode(character)).toEqual([]);
          end = offset + length;
        }
        for (const character of text.slice(end)) expect(tokenizer.encode(character)).toEqual([]);
      }),
    );
  });
});
