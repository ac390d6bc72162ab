import type { Metadata } from '../metadata.js';
import { mergesFromScores } from './sentencePieceMerges.js';
import { bytePairModel, type TokenizerParts } from './tokenizerParts.js';

const space = '\u2581';

/** Llama 2's and Gemma's layout in Hugging Face files: U+2581 for spaces, with Llama also before the text, and bytes for what has no token. */
export function sentencePiece(metadata: Metadata, tokens: readonly string[]): TokenizerParts {
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
      decoder: {
        type: 'Sequence',
        decoders: startsWithSpace ? [...decoders, { type: 'Strip', content: ' ', start: 1, stop: 0 }] : decoders,
      },
    },
    model: {
      ...bytePairModel,
      merges: mergesFromScores(tokens, scores),
      unk_token: tokens[metadata.number('tokenizer.ggml.unknown_token_id') ?? 0],
      fuse_unk: true,
      byte_fallback: true,
      ignore_merges: false,
    },
    tokens,
    startsByDefault: true,
  };
}
