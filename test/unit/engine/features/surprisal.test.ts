import { describe, expect, test } from 'vitest';
import type { SurprisalRequest, SurprisalResult } from '../../../../src/common/methods/scoring.js';
import { surprisal } from '../../../../src/engine/features/surprisal.js';
import type { Token } from '../../../../src/engine/tokenizer/token.js';
import { onReference } from '../decode/reference/loadedReference.js';
import { ReferenceDecoder } from '../decode/reference/referenceDecoder.js';
import { manuscript, tokenizer, unsure } from '../decode/reference/writing.js';

function rate(request: Partial<SurprisalRequest>, contextLength = 4096): Promise<SurprisalResult> {
  const decoder = new ReferenceDecoder(unsure, tokenizer.vocabularySize, contextLength);
  return surprisal({ text: '', alternatives: 0, ...request }, onReference(decoder), () => undefined);
}

/** Surprisal of a text straight from the model, token by token, in bits. */
function expectedBits(text: string, before = ''): number {
  const context = tokenizer.encode(before);
  const tokens = tokenizer.encode(text);
  return tokens.reduce((sum, token, at) => {
    const logprobs = unsure([tokenizer.documentStart, ...context, ...tokens.slice(0, at)] as Token[]);
    return sum - (logprobs[token] ?? NaN) / Math.LN2;
  }, 0);
}

describe('The surprisal of a text', () => {
  test('covers the text without gap or overlap, also where tokens split characters', async () => {
    const { tokens } = await rate({ text: manuscript });
    let next = 0;
    for (const { offset, length, bits } of tokens) {
      expect(offset).toBe(next);
      if (length === 0) expect(bits).toBe(0);
      next += length;
    }
    expect(next).toBe(manuscript.length);
    expect(tokens.some(({ length }) => length === 0)).toBe(true);
  });

  test('gives a character that several tokens make up the bits of all of them', async () => {
    const { tokens } = await rate({ text: 'back 🛟' });
    const character = tokens.at(-1);
    expect(character).toMatchObject({ offset: 5, length: 2 });
    expect(character?.bits).toBeCloseTo(expectedBits('back 🛟') - tokens.slice(0, -1).reduce((sum, { bits }) => sum + bits, 0), 4);
  });

  test('is what the model says, per byte of UTF-8', async () => {
    const { bitsPerByte } = await rate({ text: manuscript });
    expect(bitsPerByte).toBeCloseTo(expectedBits(manuscript) / Buffer.byteLength(manuscript), 5);
  });

  // The reference model looks two tokens back, so windows that overlap by more than that make no difference to it.
  test('is the same where the text is longer than the model can read at once', async () => {
    const whole = await rate({ text: manuscript, alternatives: 2 });
    const windows = await rate({ text: manuscript, alternatives: 2 }, 64);
    expect(windows).toEqual(whole);
  });

  test('is the same for a part of a text, read behind what is before it, as in the whole', async () => {
    const text = 'The harbour master\n\nThe harbour was';
    const whole = await rate({ text });
    const at = text.indexOf('The', 5);
    const part = await rate({ before: text.slice(0, at), text: text.slice(at) });
    const expected = whole.tokens.filter(({ offset }) => offset >= at).map((token) => ({ ...token, offset: token.offset - at }));
    expect(part.tokens).toEqual(expected);
  });

  test('reads the text before without rating it', async () => {
    const { tokens, bitsPerByte } = await rate({ text: ' master', before: 'The harbour' });
    expect(tokens[0]?.offset).toBe(0);
    expect(bitsPerByte).toBeCloseTo(expectedBits(' master', 'The harbour') / 7, 5);
  });

  test('ranks a token among all others and names the most probable ones', async () => {
    const { tokens } = await rate({ text: 'The harbour', alternatives: 2 });
    const last = tokens.at(-1);
    expect(last?.rank).toBe(0);
    expect(last?.alternatives[0]?.text).toBe('The harbour'.slice(last?.offset));
    expect(last?.alternatives).toHaveLength(2);
  });

  test('is nothing for an empty text', async () => {
    expect(await rate({ text: '' })).toEqual({ tokens: [], bitsPerByte: 0, model: 'reference' });
  });

  test('counts a lone surrogate as one character', async () => {
    const { tokens } = await rate({ text: 'a\ud83d b' });
    expect(tokens.reduce((sum, { length }) => sum + length, 0)).toBe(4);
  });
});
