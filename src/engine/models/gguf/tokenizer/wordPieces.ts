import { modelInvalid } from '../../modelErrors.js';
import type { Metadata } from '../metadata.js';
import type { TokenizerParts } from './tokenizerParts.js';

const space = '\u2581';
const continued = '##';
const control = 3;

/**
 * BERT's pieces of words. llama.cpp's conversion writes a space before those that start a word and takes the marks from the others; this
 * takes it back. Source: `BertModel.set_vocab` in llama.cpp's conversion.
 */
export function wordPieces(path: string, metadata: Metadata, stored: readonly string[], types: readonly number[]): TokenizerParts {
  const isConverted = stored.some((token) => token.startsWith(space));
  const tokens = isConverted ? stored.map((token, id) => wordPiece(token, types[id] === control)) : stored;
  const special = (role: string, usual: number): readonly [string, number] => {
    const id = metadata.number(`tokenizer.ggml.${role}_token_id`) ?? usual;
    const token = tokens[id];
    if (token === undefined) throw modelInvalid(path, `Its ${role} token is number ${id} of ${tokens.length}.`);
    return [token, id];
  };
  const lowercase =
    metadata.boolean('tokenizer.ggml.normalizer.lowercase') ?? !tokens.some((token, id) => types[id] !== control && hasCapital(token));
  const strips = metadata.boolean('tokenizer.ggml.normalizer.strip_accents') ?? null;
  return {
    file: {
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: strips, lowercase },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      // The file's key is written so.
      post_processor: { type: 'BertProcessing', sep: special('seperator', 102), cls: special('bos', 101) },
      decoder: { type: 'WordPiece', prefix: continued, cleanup: true },
    },
    model: {
      type: 'WordPiece',
      unk_token: special('unknown', 100)[0],
      continuing_subword_prefix: continued,
      max_input_chars_per_word: 100,
    },
    tokens,
    startsByDefault: true,
  };
}

function wordPiece(token: string, isControl: boolean): string {
  if (isControl) return token;
  return token.startsWith(space) ? token.slice(space.length) : continued + token;
}

/** A vocabulary of lower-case pieces has none, but for signs that have no small form and for names in brackets. */
function hasCapital(token: string): boolean {
  return !token.startsWith('[') && token !== token.toLowerCase();
}
