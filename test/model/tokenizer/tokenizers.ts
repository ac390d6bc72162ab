import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadTokenizer } from '../../../src/engine/tokenizer/loadTokenizer.js';
import type { Tokenizer } from '../../../src/engine/tokenizer/tokenizer.js';

export const dataFolder = join(import.meta.dirname, '../../data/tokenizer');
export const gptFolder = join(import.meta.dirname, '../../../models/smollm2-135m-instruct');

export interface ReferenceRow {
  readonly tokenizer: string;
  readonly text: string;
  readonly ids: readonly number[];
  readonly decoded: string;
}

/** What a reference tokenizer gives for each text of a file in test/data/tokenizer. */
export function referenceRows(file: string): ReferenceRow[] {
  return readFileSync(join(dataFolder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ReferenceRow);
}

export function gptTokenizer(): Tokenizer {
  return loadTokenizer(readJson(join(gptFolder, 'tokenizer.json')), readJson(join(gptFolder, 'tokenizer_config.json')));
}

export function dataTokenizer(name: string): Tokenizer {
  return loadTokenizer(readJson(join(dataFolder, name)), {});
}

/** BERT's tokenizer as `BertWordPieceTokenizer(lowercase=True).save()` of the Python package writes it. */
export function bertTokenizer(): Tokenizer {
  const words = readFileSync(join(dataFolder, 'bert-base-uncased.vocab.txt'), 'utf8').trimEnd().split(/\r?\n/);
  const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  const tokenizer = {
    added_tokens: special.map((content) => ({ id: words.indexOf(content), content, normalized: false, special: true })),
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: { type: 'BertProcessing', sep: ['[SEP]', 102], cls: ['[CLS]', 101] },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(words.map((word, id) => [word, id])),
    },
  };
  return loadTokenizer(tokenizer, {});
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
