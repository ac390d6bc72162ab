import { ClozeError } from '../../common/clozeError.js';
import { CharacterStream } from '../decode/utf8.js';
import type { Token } from '../runtime/decoder.js';
import type { Tokenizer } from '../tokenizer/tokenizer.js';

/** Where a token's characters lie in the text, in UTF-16 code units. */
export interface TokenSpan {
  readonly offset: number;
  /** 0 for a token that completes no character. */
  readonly length: number;
  /** The bytes of a character that the tokens before have begun. */
  readonly pending: Uint8Array;
}

/**
 * The place of each token of a text. Fails with `model-unsupported` for a tokenizer that changes the text, because then
 * tokens have no place in it.
 */
export function tokenSpans(text: string, tokens: readonly Token[], tokenizer: Tokenizer): TokenSpan[] {
  const spans: TokenSpan[] = [];
  let stream = CharacterStream.empty;
  let offset = 0;
  for (const token of tokens) {
    const pending = stream.pending;
    const pushed = stream.push(tokenizer.bytes(token));
    stream = pushed.stream;
    spans.push({ offset, length: pushed.text.length, pending });
    offset += pushed.text.length;
  }
  if (offset !== text.length) {
    throw new ClozeError({
      code: 'model-unsupported',
      message:
        'The tokenizer of this model changes the text before the model reads it, so surprisal has no place in the text. Choose another model.',
      action: 'choose-model',
    });
  }
  return spans;
}
