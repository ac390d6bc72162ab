import type { TokenizerFiles } from '../../checkpoint.js';
import { modelInvalid, modelUnsupported } from '../../modelErrors.js';
import type { Metadata } from '../metadata.js';
import { preTokenizers } from './preTokenizers.js';
import { mergesFromScores } from './sentencePieceMerges.js';

/** Kinds of tokens. Source: `llama_token_type` in llama.cpp. */
const unknown = 2;
const control = 3;
const userDefined = 4;

/** The tokenizer in a GGUF file, in the shape of tokenizer.json and tokenizer_config.json: byte-level BPE, or BPE as SentencePiece does it. */
export function ggufTokenizer(path: string, metadata: Metadata): TokenizerFiles {
  const kind = metadata.required('tokenizer.ggml.model', metadata.string);
  const tokens = metadata.required('tokenizer.ggml.tokens', metadata.strings);
  const types = metadata.numbers('tokenizer.ggml.token_type') ?? [];
  const parts = partsOf(path, metadata, kind, tokens);
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: tokens.flatMap((content, id) => addedToken(content, id, types[id])),
    normalizer: null,
    pre_tokenizer: null,
    post_processor: null,
    ...parts.file,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ...parts.model,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
    },
  };
  return { tokenizer, config: tokenizerConfig(path, metadata, tokens, parts.startsByDefault) };
}

/** What differs between the kinds. */
interface Parts {
  readonly file: object;
  readonly model: object;
  /** Whether a text starts with a token where the file does not say. */
  readonly startsByDefault: boolean;
}

function partsOf(path: string, metadata: Metadata, kind: string, tokens: readonly string[]): Parts {
  switch (kind) {
    case 'gpt2':
      return byteLevel(path, metadata);
    case 'llama':
      return sentencePiece(metadata, tokens);
    default:
      throw modelUnsupported(path, `Its tokenizer is of the kind "${kind}"; from GGUF files Cloze reads "gpt2" and "llama".`);
  }
}

function byteLevel(path: string, metadata: Metadata): Parts {
  const kind = metadata.string('tokenizer.ggml.pre') ?? 'default';
  const preTokenizer = preTokenizers.get(kind);
  if (!preTokenizer) throw modelUnsupported(path, `Its tokenizer cuts text in the way "${kind}", which Cloze does not know.`);
  return {
    file: {
      pre_tokenizer: { type: 'Sequence', pretokenizers: preTokenizer.steps },
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    },
    model: { merges: metadata.required('tokenizer.ggml.merges', metadata.strings), ignore_merges: preTokenizer.ignoreMerges },
    startsByDefault: preTokenizer.ignoreMerges,
  };
}

/** Llama 2's layout in Hugging Face files: a space before the text, U+2581 for spaces, and bytes for what has no token. */
function sentencePiece(metadata: Metadata, tokens: readonly string[]): Parts {
  const space = '\u2581';
  const startsWithSpace = metadata.boolean('tokenizer.ggml.add_space_prefix') ?? true;
  const scores = metadata.required('tokenizer.ggml.scores', metadata.numbers);
  const decoders = [{ type: 'Replace', pattern: { String: space }, content: ' ' }, { type: 'ByteFallback' }, { type: 'Fuse' }];
  return {
    file: {
      normalizer: {
        type: 'Sequence',
        normalizers: [
          ...(startsWithSpace ? [{ type: 'Prepend', prepend: space }] : []),
          { type: 'Replace', pattern: { String: ' ' }, content: space },
        ],
      },
      decoder: { type: 'Sequence', decoders: startsWithSpace ? [...decoders, { type: 'Strip', content: ' ', start: 1, stop: 0 }] : decoders },
    },
    model: {
      merges: mergesFromScores(tokens, scores),
      unk_token: tokens[metadata.number('tokenizer.ggml.unknown_token_id') ?? 0],
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
    },
    startsByDefault: true,
  };
}

function addedToken(content: string, id: number, type: number | undefined): object[] {
  if (type !== unknown && type !== control && type !== userDefined) return [];
  return [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: type !== userDefined }];
}

function tokenizerConfig(path: string, metadata: Metadata, tokens: readonly string[], startsByDefault: boolean): object {
  const named = (kind: string): string | undefined => {
    const id = metadata.number(`tokenizer.ggml.${kind}_token_id`);
    if (id === undefined) return undefined;
    const token = tokens[id];
    if (token === undefined) throw modelInvalid(path, `Its ${kind} token is number ${id} of ${tokens.length}.`);
    return token;
  };
  return {
    add_bos_token: metadata.boolean('tokenizer.ggml.add_bos_token') ?? startsByDefault,
    bos_token: named('bos'),
    eos_token: named('eos'),
    unk_token: named('unknown'),
    chat_template: metadata.string('tokenizer.chat_template'),
    clean_up_tokenization_spaces: false,
  };
}
