import { modelInvalid } from '../../modelErrors.js';
import type { Metadata } from '../metadata.js';
import { namedToken } from './namedTokens.js';
import type { TokenizerParts } from './tokenizerParts.js';

/** SentencePiece's unigram model with its table of normalised characters, as XLM-RoBERTa has it: `<s> text </s>`. */
export function unigram(path: string, metadata: Metadata, tokens: readonly string[]): TokenizerParts {
  const scores = metadata.required('tokenizer.ggml.scores', metadata.numbers);
  if (!scores.every(Number.isFinite)) throw modelInvalid(path, 'Its tokens have scores that are no numbers.');
  if (scores.length < tokens.length) throw modelInvalid(path, `It has ${scores.length} scores for ${tokens.length} tokens.`);
  const characters = metadata.numbers('tokenizer.ggml.precompiled_charsmap');
  const start = namedToken(path, metadata, tokens, 'bos');
  const end = namedToken(path, metadata, tokens, 'seperator') ?? namedToken(path, metadata, tokens, 'eos');
  const normalizers = [
    ...(characters === undefined
      ? []
      : [{ type: 'Precompiled', precompiled_charsmap: Buffer.from(Int8Array.from(characters).buffer).toString('base64') }]),
    { type: 'Replace', pattern: { Regex: ' {2,}' }, content: ' ' },
  ];
  return {
    file: {
      normalizer: { type: 'Sequence', normalizers },
      pre_tokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'WhitespaceSplit' }, { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: true }],
      },
      post_processor: start && end ? { type: 'RobertaProcessing', sep: end, cls: start, trim_offsets: true, add_prefix_space: true } : null,
      decoder: { type: 'Metaspace', replacement: '\u2581', prepend_scheme: 'always', split: true },
    },
    model: {
      type: 'Unigram',
      unk_id: metadata.number('tokenizer.ggml.unknown_token_id') ?? 3,
      vocab: tokens.map((token, id) => [token, scores[id]]),
    },
    tokens,
    startsByDefault: true,
  };
}
