import type { TokenizerFiles } from '../checkpoint.js';
import { modelInvalid, modelUnsupported } from '../modelErrors.js';
import type { Metadata } from './metadata.js';
import { preTokenizers } from './preTokenizers.js';

/** Kinds of tokens. Source: `llama_token_type` in llama.cpp. */
const control = 3;
const userDefined = 4;

/** The tokenizer in a GGUF file, in the shape of tokenizer.json and tokenizer_config.json. Byte-level BPE only. */
export function ggufTokenizer(path: string, metadata: Metadata): TokenizerFiles {
  const model = metadata.required('tokenizer.ggml.model', metadata.string);
  if (model !== 'gpt2') throw modelUnsupported(path, `Its tokenizer is of the kind "${model}"; from GGUF files Cloze reads "gpt2" only.`);
  const kind = metadata.string('tokenizer.ggml.pre') ?? 'default';
  const preTokenizer = preTokenizers.get(kind);
  if (!preTokenizer) throw modelUnsupported(path, `Its tokenizer cuts text in the way "${kind}", which Cloze does not know.`);

  const tokens = metadata.required('tokenizer.ggml.tokens', metadata.strings);
  const merges = metadata.required('tokenizer.ggml.merges', metadata.strings);
  const types = metadata.numbers('tokenizer.ggml.token_type') ?? [];
  const tokenizer = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: tokens.flatMap((content, id) => addedToken(content, id, types[id])),
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: preTokenizer.steps },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: preTokenizer.ignoreMerges,
      vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
      merges,
    },
  };
  return { tokenizer, config: tokenizerConfig(path, metadata, tokens, preTokenizer.ignoreMerges) };
}

function addedToken(content: string, id: number, type: number | undefined): object[] {
  if (type !== control && type !== userDefined) return [];
  return [{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: type === control }];
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
