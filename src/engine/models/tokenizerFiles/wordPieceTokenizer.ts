import { addedTokens, flag, specialToken, template, type OlderTokenizer } from './tokenizerKind.js';

/**
 * The tokenizer of vocab.txt, as BERT has it: words, and pieces within words after "##".
 * Source: `BertConverter` and `MPNetConverter` in transformers' convert_slow_tokenizer.py.
 */
export function wordPieceTokenizer(vocabulary: string, older: OlderTokenizer): object {
  const lines = vocabulary.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const ids = new Map(lines.map((line, id) => [line, id]));
  const isMpnet = older.kind === 'mpnet';
  const named = (name: string, ofBert: string, ofMpnet: string): string => specialToken(older, name, isMpnet ? ofMpnet : ofBert) as string;
  const [cls, sep] = [named('cls_token', '[CLS]', '<s>'), named('sep_token', '[SEP]', '</s>')];
  const [mask, pad, unk] = [named('mask_token', '[MASK]', '<mask>'), named('pad_token', '[PAD]', '<pad>'), named('unk_token', '[UNK]', '[UNK]')];
  const accents = older.settings.strip_accents;
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(older, ids, [cls, sep, mask, pad, unk]),
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: flag(older, 'tokenize_chinese_chars', true),
      strip_accents: typeof accents === 'boolean' ? accents : null,
      lowercase: flag(older, 'do_lower_case', true),
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: isMpnet ? template(ids, [cls, 'A', sep], [cls, 'A', sep, sep, 'B', sep]) : template(ids, [cls, 'A', sep], [cls, 'A', sep, 'B', sep]),
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: unk,
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(ids),
    },
  };
}
