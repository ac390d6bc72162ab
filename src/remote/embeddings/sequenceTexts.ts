import type { EncoderSequence } from '../../engine/runtime/encoder.js';
import type { SpecialTokens } from '../../engine/tokenizer/specialTokens.js';
import type { Token } from '../../engine/tokenizer/token.js';
import type { Tokenizer } from '../../engine/tokenizer/tokenizer.js';
import type { EmbeddingsInput } from './embeddingsServer.js';

/** The text, or the two texts, that a sequence of tokens stands for, for a server that makes the tokens itself. */
export function sequenceTexts({ tokens }: EncoderSequence, special: SpecialTokens, tokenizer: Tokenizer): EmbeddingsInput {
  const { start, separator, separators } = special;
  const from = tokens[0] === start ? 1 : 0;
  const to = tokens.at(-1) === separator ? tokens.length - 1 : tokens.length;
  const text = (some: readonly Token[]): string => tokenizer.decode(some);
  const own = tokens.slice(from, to);
  const end = own.indexOf(separator);
  return end === -1 ? [text(own)] : [text(own.slice(0, end)), text(own.slice(end + separators))];
}
