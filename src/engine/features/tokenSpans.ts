import { ClozeError } from '../../common/clozeError.js';
import { decodeUtf8, encodeUtf8 } from '../decode/utf8.js';
import type { Token } from '../tokenizer/token.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';

/** Where a token's characters lie in the text, in UTF-16 code units. */
export interface TokenSpan {
  readonly offset: number;
  /** 0 for a token that completes no character. */
  readonly length: number;
  /** The bytes of a character that the tokens before have begun. */
  readonly pending: Uint8Array;
}

/**
 * The place of each token of a text. Bytes that the vocabulary has no token for, as some have for rare characters, lie between tokens.
 * Fails with `model-unsupported` for a tokenizer that changes the text, because then tokens have no place in it.
 */
export function tokenSpans(text: string, tokens: readonly Token[], tokenizer: Tokenizer): TokenSpan[] {
  const { bytes, charactersAt, startAt } = charactersOf(text);
  const isLost = (place: number): boolean => {
    const character = bytes.subarray(startAt[place], place + 1 + remaining(startAt, place));
    return byteLength(tokenizer.encode(decodeUtf8(character)), tokenizer) < character.length;
  };
  let place = 0;
  const skipLost = (wanted?: number): void => {
    while (place < bytes.length && bytes[place] !== wanted) {
      if (!isLost(place)) throw textChanges();
      place++;
    }
  };
  const spans = tokens.map((token): TokenSpan => {
    const own = tokenizer.bytes(token);
    skipLost(own[0] ?? bytes[place]);
    const offset = charactersAt[place] ?? text.length;
    const pending = bytes.slice(startAt[place] ?? place, place);
    for (const byte of own) {
      skipLost(byte);
      if (place >= bytes.length) throw textChanges();
      place++;
    }
    return { offset, length: (charactersAt[place] ?? text.length) - offset, pending };
  });
  skipLost();
  return spans;
}

interface Characters {
  /** The text's UTF-8. */
  readonly bytes: Uint8Array;
  /** For each byte, the code units of the characters that end before it. */
  readonly charactersAt: Uint32Array;
  /** For each byte, the first byte of its character. */
  readonly startAt: Uint32Array;
}

function charactersOf(text: string): Characters {
  const bytes = encodeUtf8(text);
  const charactersAt = new Uint32Array(bytes.length + 1);
  const startAt = new Uint32Array(bytes.length + 1);
  let units = 0;
  for (let byte = 0; byte < bytes.length;) {
    const code = text.codePointAt(units) ?? 0;
    const length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    charactersAt.fill(units, byte, byte + length);
    startAt.fill(byte, byte, byte + length);
    byte += length;
    units += code < 0x10000 ? 1 : 2;
  }
  charactersAt[bytes.length] = text.length;
  startAt[bytes.length] = bytes.length;
  return { bytes, charactersAt, startAt };
}

/** How many bytes of the same character follow. */
function remaining(startAt: Uint32Array, place: number): number {
  let after = 0;
  while (place + 1 + after < startAt.length && startAt[place + 1 + after] === startAt[place]) after++;
  return after;
}

function byteLength(tokens: readonly Token[], tokenizer: Tokenizer): number {
  return tokens.reduce((sum, token) => sum + tokenizer.bytes(token).length, 0);
}

function textChanges(): ClozeError {
  return new ClozeError({
    code: 'model-unsupported',
    message:
      'The tokenizer of this model changes the text before the model reads it, so surprisal has no place in the text. Choose another model.',
    action: 'choose-model',
  });
}
