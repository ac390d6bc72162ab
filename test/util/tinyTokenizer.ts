const specials = ['[PAD]', '[CLS]', '[SEP]', '[MASK]', '[UNK]'];

/** Words of one piece each, for the 97 tokens of the small checkpoints. */
const words =
  `the harbour was quiet that morning two boats had come in before dawn and their crews were asleep mortgage rates rose again last
  week he opened a window because it too warm she read letter twice then put away`.split(/\s+/);

const vocabulary = Object.fromEntries([...specials, '.', ',', ...new Set(words)].map((piece, id) => [piece, id]));

/** A tokenizer.json for the small checkpoints. */
export const tinyTokenizer = {
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
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 2], cls: ['[CLS]', 1] },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: vocabulary },
};
