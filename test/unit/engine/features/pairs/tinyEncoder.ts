import { openCheckpoint } from '../../../../../src/engine/models/checkpoint.js';
import type { LoadedEncoder, RunOnEncoder } from '../../../../../src/engine/features/loadedEncoder.js';
import { neverCancelled } from '../../../../../src/common/cancellation.js';
import { openEncoder } from '../../../../../src/engine/runtime/openEncoder.js';
import type { Token } from '../../../../../src/engine/runtime/decoder.js';
import { loadTokenizer } from '../../../../../src/engine/tokenizer/loadTokenizer.js';
import { checkTokenizerFile } from '../../../../../src/engine/tokenizer/tokenizerFile.js';
import { WordPieces } from '../../../../../src/engine/tokenizer/wordPieces.js';
import { golden } from '../../../../util/golden.js';

const specials = ['[PAD]', '[CLS]', '[SEP]', '[MASK]', '[UNK]'];

/** Words of one piece each, for the 97 tokens of the small checkpoints. */
const words =
  `the harbour was quiet that morning two boats had come in before dawn and their crews were asleep mortgage rates rose again last
  week he opened a window because it too warm she read letter twice then put away`.split(/\s+/);

const vocabulary = Object.fromEntries([...specials, '.', ',', ...new Set(words)].map((piece, id) => [piece, id]));

const tokenizerFile = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: specials.map((content, id) => ({
    id,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  })),
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: vocabulary },
};

/** A BERT of three small layers with exact arithmetic, and a tokenizer that knows a few words. */
export async function tinyEncoder(checkpointName: string, cacheFolder: string): Promise<LoadedEncoder> {
  const checkpoint = await openCheckpoint(golden(checkpointName).folder);
  try {
    const encoder = await openEncoder(checkpoint, { precision: 'float32', device: 'cpu', threads: 1, cacheFolder });
    const tokenizer = loadTokenizer(tokenizerFile, {});
    return {
      name: checkpointName,
      hash: checkpointName,
      encoder,
      tokenizer,
      pieces: new WordPieces(checkTokenizerFile(tokenizerFile), tokenizer),
      special: { start: 1 as Token, separator: 2 as Token, separators: 1, mask: 3 as Token },
      device: { kind: 'cpu', name: 'CPU', threads: 1 },
    };
  } finally {
    await checkpoint.close();
  }
}

/** Runs work at once. */
export function onEncoder(model: LoadedEncoder): RunOnEncoder {
  return (work) => work(model, neverCancelled);
}
