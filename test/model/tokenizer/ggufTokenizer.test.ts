import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ggufTokenizer } from '../../../src/engine/models/gguf/tokenizer/ggufTokenizer.js';
import { Metadata, type MetadataValue } from '../../../src/engine/models/gguf/metadata.js';
import type { Token } from '../../../src/engine/tokenizer/token.js';
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
