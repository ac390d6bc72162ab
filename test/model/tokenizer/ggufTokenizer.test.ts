import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ggufTokenizer } from '../../../src/engine/models/gguf/tokenizer/ggufTokenizer.js';
import { Metadata, type MetadataValue } from '../../../src/engine/models/gguf/metadata.js';
import { specialTokens, type SpecialTokens } from '../../../src/engine/tokenizer/specialTokens.js';
import { checkTokenizerFile } from '../../../src/engine/tokenizer/tokenizerFile.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer.js';
import { loadTokenizer } from '../../../src/engine/tokenizer/loadTokenizer.js';
import { dataFolder, gptFolder, gptTokenizer, referenceRows } from './tokenizers.js';

/** What the header of the GGUF file holds that the embedded model was made from. */
function ggufMetadata(): Metadata {
  const { model, added_tokens: added } = JSON.parse(readFileSync(join(gptFolder, 'tokenizer.json'), 'utf8')) as {
    model: { vocab: Record<string, number>; merges: string[] };
    added_tokens: { id: number }[];
  };
  const tokens = Object.entries(model.vocab).sort(([, a], [, b]) => a - b);
  const control = new Set(added.map(({ id }) => id));
  return new Metadata(
    'model.gguf',
    new Map<string, MetadataValue>([
      ['tokenizer.ggml.model', 'gpt2'],
      ['tokenizer.ggml.pre', 'smollm'],
      ['tokenizer.ggml.tokens', tokens.map(([token]) => token)],
      ['tokenizer.ggml.token_type', tokens.map(([, id]) => (control.has(id) ? 3 : 1))],
      ['tokenizer.ggml.merges', model.merges],
      ['tokenizer.ggml.bos_token_id', 1],
      ['tokenizer.ggml.eos_token_id', 2],
      ['tokenizer.ggml.add_bos_token', false],
    ]),
  );
}

test('a SentencePiece vocabulary from a GGUF file gives the ids of SentencePiece', () => {
  const { tokens, scores, types } = JSON.parse(readFileSync(join(dataFolder, 'sentencepiece-model.json'), 'utf8')) as Record<
    string,
    MetadataValue
  >;
  const values = { model: 'llama', tokens, scores, token_type: types, bos_token_id: 1, eos_token_id: 2, unknown_token_id: 0 };
  const metadata = new Metadata(
    'model.gguf',
    new Map(Object.entries(values).map(([key, value]) => [`tokenizer.ggml.${key}`, value as MetadataValue])),
  );
  const { tokenizer, config } = ggufTokenizer('model.gguf', metadata);
  const fromGguf = loadTokenizer(tokenizer, config);
  for (const { text, ids, decoded } of referenceRows('sentencepiece-model.jsonl')) {
    expect(fromGguf.encode(text), JSON.stringify(text)).toEqual(ids);
    expect(fromGguf.decode(ids as Token[])).toBe(decoded);
  }
  expect(fromGguf.documentStart).toBe(1);
});

test('a tokenizer from a GGUF file gives the ids of the one from tokenizer.json', () => {
  const { tokenizer, config } = ggufTokenizer('model.gguf', ggufMetadata());
  const fromGguf = loadTokenizer(tokenizer, config);
  const embedded = gptTokenizer();
  const rows = [...referenceRows('token-ids.jsonl'), ...referenceRows('random-text.jsonl')].filter((row) =>
    row.tokenizer.startsWith('smollm2'),
  );
  expect(rows.length).toBeGreaterThan(400);
  for (const { text, ids } of rows) {
    expect(fromGguf.encodeWithSpecialTokens(text)).toEqual(ids);
    expect(fromGguf.decode(ids as Token[])).toBe(embedded.decode(ids as Token[]));
  }
  expect(fromGguf.documentStart).toBe(embedded.documentStart);
  expect(fromGguf.documentEnds).toEqual(embedded.documentEnds);
});

/** The header of a file by its keys without their common start. */
function metadataOf(values: Readonly<Record<string, MetadataValue>>): Metadata {
  return new Metadata('model.gguf', new Map(Object.entries(values).map(([key, value]) => [`tokenizer.ggml.${key}`, value])));
}

function tokenizerOf(values: Readonly<Record<string, MetadataValue>>): Tokenizer {
  const { tokenizer, config } = ggufTokenizer('model.gguf', metadataOf(values));
  return loadTokenizer(tokenizer, config);
}

/** The tokens that stand around an encoder's texts. */
function frameOf(values: Readonly<Record<string, MetadataValue>>): SpecialTokens {
  const { tokenizer, config } = ggufTokenizer('model.gguf', metadataOf(values));
  return specialTokens(checkTokenizerFile(tokenizer), config);
}

interface Ways {
  readonly texts: readonly string[];
  readonly bytePairs: { readonly tokens: readonly string[]; readonly merges: readonly string[] };
  readonly ids: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly unigram: {
    readonly tokens: readonly string[];
    readonly scores: readonly number[];
    readonly ids: readonly (readonly number[])[];
  };
}

/** What the reference gives (test/parity/reference/gguf_tokenizers.py). */
const ways = JSON.parse(readFileSync(join(dataFolder, 'gguf-tokenizers.json'), 'utf8')) as Ways;

test.each(Object.keys(ways.ids))('text that is cut in the way "%s" gets the ids of the reference', (pre) => {
  const { tokens, merges } = ways.bytePairs;
  const tokenizer = tokenizerOf({ model: 'gpt2', pre, tokens, merges, token_type: tokens.map(() => 1) });
  ways.texts.forEach((text, at) => expect(tokenizer.encode(text), JSON.stringify(text)).toEqual(ways.ids[pre]?.[at]));
});

test('a unigram vocabulary gets the ids of the reference', () => {
  const { tokens, scores, ids } = ways.unigram;
  const types = tokens.map((_, id) => (id === 3 ? 2 : id < 3 ? 3 : 1));
  const roles = { bos_token_id: 0, eos_token_id: 2, unknown_token_id: 3, padding_token_id: 1 };
  const values = { model: 't5', tokens, scores, token_type: types, ...roles };
  const tokenizer = tokenizerOf(values);
  ways.texts.forEach((text, at) => {
    // JavaScript counts a byte order mark as space, Rust does not.
    if (!text.includes('\ufeff')) expect(tokenizer.encode(text), JSON.stringify(text)).toEqual(ids[at]?.slice(1, -1));
  });
  expect(frameOf(values)).toEqual({ start: 0, separator: 2, separators: 2 });
});

describe.each<[string, (token: string) => string]>([
  [
    'as llama.cpp converts them',
    (token) => (/^\[[A-Z]+\]$/.test(token) ? token : token.startsWith('##') ? token.slice(2) : `\u2581${token}`),
  ],
  ['as they are', (token) => token],
])("BERT's pieces %s", (_, stored) => {
  test('get the ids of its tokenizer', () => {
    const words = readFileSync(join(dataFolder, 'bert-base-uncased.vocab.txt'), 'utf8').trimEnd().split(/\r?\n/);
    const types = words.map((word) => (/^\[[A-Z]+\]$/.test(word) ? 3 : 1));
    const values = { model: 'bert', tokens: words.map(stored), token_type: types };
    const tokenizer = tokenizerOf(values);
    const rows = [...referenceRows('token-ids.jsonl'), ...referenceRows('random-text.jsonl')].filter((row) =>
      row.tokenizer.startsWith('bert'),
    );
    expect(rows.length).toBeGreaterThan(400);
    for (const { text, ids } of rows) expect(tokenizer.encodeWithSpecialTokens(text), JSON.stringify(text)).toEqual(ids);
    expect(frameOf(values)).toEqual({ start: 101, separator: 102, separators: 1, mask: 103 });
  });
});

test('pieces with capitals keep those of a text', () => {
  const tokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', '\u2581The', '\u2581the'];
  const roles = { bos_token_id: 2, seperator_token_id: 3, unknown_token_id: 1, mask_token_id: 4 };
  const tokenizer = tokenizerOf({ model: 'bert', tokens, token_type: [3, 3, 3, 3, 3, 1, 1], ...roles });
  expect(tokenizer.encode('The the')).toEqual([5, 6]);
});

test('a copy of tokenizer.json in the file is used as it is', () => {
  const copy = JSON.stringify({ model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] }, added_tokens: [] });
  const metadata = new Metadata(
    'model.gguf',
    new Map<string, MetadataValue>([
      ['tokenizer.ggml.model', 'gpt2'],
      ['tokenizer.ggml.tokens', ['b', 'a', 'ab']],
      ['tokenizer.ggml.merges', []],
      ['tokenizer.huggingface.json', copy],
    ]),
  );
  const { tokenizer, config } = ggufTokenizer('model.gguf', metadata);
  expect(loadTokenizer(tokenizer, config).encode('ab')).toEqual([2]);
});
