import type { Token } from '../tokenizer/token.js';
import type { EncoderSequence } from '../runtime/encoder.js';
import type { SpecialTokens } from '../tokenizer/specialTokens.js';

/** One text as the encoder reads it: [CLS] text [SEP]. Two special tokens are added. */
export function singleSequence({ start, separator }: SpecialTokens, text: readonly Token[]): EncoderSequence {
  return { tokens: [start, ...text, separator] };
}

/** Two texts, the first in segment 0 and the second in segment 1: [CLS] first [SEP] second [SEP]. */
export function pairSequence(
  { start, separator, separators }: SpecialTokens,
  first: readonly Token[],
  second: readonly Token[],
): EncoderSequence & { readonly segments: readonly number[] } {
  const before = [start, ...first, ...Array<Token>(separators).fill(separator)];
  const tokens = [...before, ...second, separator];
  return { tokens, segments: tokens.map((_, at) => (at < before.length ? 0 : 1)) };
}
