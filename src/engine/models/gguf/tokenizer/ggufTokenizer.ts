import type { TokenizerFiles } from '../../checkpoint.js';
import { modelInvalid } from '../../modelErrors.js';
import { ggufUnsupported } from '../ggufErrors.js';
import type { Metadata } from '../metadata.js';
import { byteLevel } from './byteLevel.js';
import { addedTokens, namedToken } from './namedTokens.js';
import { sentencePiece } from './sentencePiece.js';
import type { TokenizerParts } from './tokenizerParts.js';
import { unigram } from './unigram.js';
import { wordPieces } from './wordPieces.js';

/**
 * The tokenizer in a GGUF file, in the shape of tokenizer.json and tokenizer_config.json: the file's own copy of them where it has one, else
 * made from its lists of tokens, merges and scores.
 */
export function ggufTokenizer(path: string, metadata: Metadata): TokenizerFiles {
  const kind = metadata.required('tokenizer.ggml.model', metadata.string);
  const stored = metadata.required('tokenizer.ggml.tokens', metadata.strings);
  const types = metadata.numbers('tokenizer.ggml.token_type') ?? [];
  const { file, model, tokens, startsByDefault } = partsOf(path, metadata, kind, stored, types);
  const config = tokenizerConfig(path, metadata, tokens, startsByDefault);
  const ends = ['eot', 'eom'].flatMap((role) => metadata.number(`tokenizer.ggml.${role}_token_id`) ?? []);
  const copy = metadata.string('tokenizer.huggingface.json');
  if (copy !== undefined) return { tokenizer: parsed(path, copy), config, ends };
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens(tokens, types),
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    ...file,
    model: { vocab: Object.fromEntries(tokens.map((token, id) => [token, id])), ...model },
  };
  return { tokenizer, config, ends };
}

function partsOf(path: string, metadata: Metadata, kind: string, tokens: readonly string[], types: readonly number[]): TokenizerParts {
  switch (kind) {
    case 'gpt2':
      return byteLevel(path, metadata, tokens);
    case 'llama':
      return sentencePiece(metadata, tokens);
    case 'bert':
      return wordPieces(path, metadata, tokens, types);
    case 't5':
      return unigram(path, metadata, tokens);
    default:
      throw ggufUnsupported(
        path,
        `Its tokenizer is of the kind "${kind}"; from GGUF files Cloze reads "gpt2", "llama", "bert" and "t5".`,
        "Take the model's Hugging Face folder.",
      );
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw modelInvalid(path, 'The tokenizer.json in it is no JSON.', { cause });
  }
}

function tokenizerConfig(path: string, metadata: Metadata, tokens: readonly string[], startsByDefault: boolean): object {
  const nameOf = (role: string): string | undefined => namedToken(path, metadata, tokens, role)?.[0];
  return {
    add_bos_token: metadata.boolean('tokenizer.ggml.add_bos_token') ?? startsByDefault,
    bos_token: nameOf('bos'),
    eos_token: nameOf('eos'),
    unk_token: nameOf('unknown'),
    mask_token: nameOf('mask'),
    chat_template: metadata.string('tokenizer.chat_template'),
    clean_up_tokenization_spaces: false,
  };
}
