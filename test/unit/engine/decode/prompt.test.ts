import { describe, expect, test } from 'vitest';
import { promptOf } from '../../../../src/engine/decode/prompt.js';
import type { Tokenizer } from '../../../../src/engine/tokenizer/tokenizer.js';
import { cutPoints } from './reference/cutPoints.js';
import { manuscript, tokenizer } from './reference/writing.js';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

describe('A prompt', () => {
  test('holds the whole text before the caret, wherever the caret stands', () => {
    for (const cut of cutPoints(manuscript)) {
      const { kept, removed, removedBytes } = promptOf(manuscript.slice(0, cut), tokenizer);
      expect(kept[0]).toBe(tokenizer.documentStart);
      expect(Buffer.concat([...kept, ...removed].map((token) => tokenizer.bytes(token))).toString()).toBe(manuscript.slice(0, cut));
      expect(Buffer.concat(removed.map((token) => tokenizer.bytes(token))).equals(removedBytes)).toBe(true);
    }
  });

  test('leaves in place what the uncut text has there', () => {
    const uncut = tokenizer.encode(manuscript);
    const cuts = cutPoints(manuscript);
    const same = cuts.filter((cut) => {
      const { kept } = promptOf(manuscript.slice(0, cut), tokenizer);
      return kept.slice(1).every((token, at) => token === uncut[at]);
    });
    expect(same.length / cuts.length).toBeGreaterThan(0.98);
  });

  test.each([
    { before: 'The harbour was unb', removed: ' unb' },
    { before: 'The harbour ', removed: ' ' },
    { before: 'The harbour', removed: '' },
    { before: 'the harbour was 港', removed: '港' },
    { before: '', removed: '' },
  ])('backs over what a longer token could swallow: "$before"', ({ before, removed }) => {
    expect(text(promptOf(before, tokenizer).removedBytes)).toBe(removed);
  });

  test('keeps at least one token for a model without a document start', () => {
    const bare: Tokenizer = {
      vocabularySize: tokenizer.vocabularySize,
      documentStart: undefined,
      documentEnds: new Set(),
      encode: (text) => tokenizer.encode(text),
      encodeWithSpecialTokens: (text) => tokenizer.encode(text),
      decode: (tokens) => tokenizer.decode(tokens),
      bytes: (token) => tokenizer.bytes(token),
      compatible: (prefix) => tokenizer.compatible(prefix),
    };
    expect(promptOf('u', bare)).toMatchObject({ kept: tokenizer.encode('u'), removed: [] });
  });
});
