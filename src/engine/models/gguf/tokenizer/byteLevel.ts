import { ggufUnsupported } from '../ggufErrors.js';
import type { Metadata } from '../metadata.js';
import { namedToken } from './namedTokens.js';
import { preTokenizers } from './preTokenizers.js';
import { bytePairModel, type TokenizerParts } from './tokenizerParts.js';

/** Byte-pair encoding of bytes, as GPT-2 has it; how text is cut before is named in the file. */
export function byteLevel(path: string, metadata: Metadata, tokens: readonly string[]): TokenizerParts {
  const kind = metadata.string('tokenizer.ggml.pre') ?? 'default';
  const preTokenizer = preTokenizers.get(kind);
  if (!preTokenizer) {
    throw ggufUnsupported(
      path,
      `Its tokenizer cuts text in the way "${kind}", which Cloze does not know.`,
      "Take the model's Hugging Face folder.",
    );
  }
  const isComposed = metadata.boolean('tokenizer.ggml.normalizer.nfc') ?? preTokenizer.isComposed === true;
  const start = namedToken(path, metadata, tokens, 'cls') ?? namedToken(path, metadata, tokens, 'bos');
  const end = namedToken(path, metadata, tokens, 'seperator') ?? namedToken(path, metadata, tokens, 'eos');
  const framed = preTokenizer.isFramed === true && start !== undefined && end !== undefined;
  return {
    file: {
      normalizer: isComposed ? { type: 'NFC' } : null,
      pre_tokenizer: { type: 'Sequence', pretokenizers: preTokenizer.steps },
      post_processor: framed ? { type: 'RobertaProcessing', sep: end, cls: start, trim_offsets: true, add_prefix_space: false } : null,
      decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    },
    model: {
      ...bytePairModel,
      merges: metadata.required('tokenizer.ggml.merges', metadata.strings),
      ignore_merges: preTokenizer.ignoreMerges === true,
    },
    tokens,
    startsByDefault: preTokenizer.ignoreMerges === true,
  };
}
