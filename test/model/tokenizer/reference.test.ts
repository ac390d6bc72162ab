import { describe, expect, test } from 'vitest';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import { bertTokenizer, dataTokenizer, gptTokenizer, referenceRows } from './tokenizers.js';

const tokenizers = new Map([
  ['smollm2-135m-instruct', gptTokenizer()],
  ['bert-base-uncased', bertTokenizer()],
]);
const rows = [...referenceRows('token-ids.jsonl'), ...referenceRows('random-text.jsonl')];

describe.each([...tokenizers])('the tokenizer of %s', (name, tokenizer) => {
  const own = rows.filter((row) => row.tokenizer === name);

  test.each(own.map(({ text, ids }) => [text, ids] as const))('gives %j the ids of the reference', (text, ids) => {
    expect(tokenizer.encodeWithSpecialTokens(text)).toEqual(ids);
  });

  test.each(own.map(({ ids, decoded }) => [decoded, ids] as const))('decodes to %j as the reference does', (decoded, ids) => {
    expect(tokenizer.decode(ids as Token[])).toBe(decoded);
  });
});

describe.each(['sentencepiece-bpe', 'unigram'])('a tokenizer of the kind %s', (name) => {
  const tokenizer = dataTokenizer(`${name}.json`);

  test.each(referenceRows(`${name}.jsonl`))('does with $text what the reference does', ({ text, ids, decoded }) => {
    expect(tokenizer.encodeWithSpecialTokens(text)).toEqual(ids);
    expect(tokenizer.decode(ids as Token[])).toBe(decoded);
  });
});
