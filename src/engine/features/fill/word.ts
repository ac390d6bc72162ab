import type { Token } from '../../tokenizer/token.js';
import type { MaskedDistribution } from '../../runtime/encoder.js';
import type { WordPieces } from '../../tokenizer/wordPieces.js';

/** A word, or some words, that an encoder thinks of for a gap. */
export interface Word {
  /** As the vocabulary has it: in an uncased model in small letters. */
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly pieces: readonly { readonly text: string; readonly logprob: number }[];
  /** How many words it is. */
  readonly words: number;
  /** The log-probability of all of it. */
  readonly total: number;
  /** What it is compared with others by: of several words, the mean. */
  readonly logprob: number;
}

/** The words of one piece among the most probable tokens, best first. */
export function singleWords({ tokens, logprobs }: MaskedDistribution, pieces: WordPieces): Word[] {
  return tokens.flatMap((token, index): Word[] => {
    const { kind, text } = pieces.of(token);
    const logprob = logprobs[index] ?? -Infinity;
    return kind === 'word' ? [{ text, tokens: [token], pieces: [{ text, logprob }], words: 1, total: logprob, logprob }] : [];
  });
}

/** Several lists as one, best first, each text once. */
export function mergeWords(...lists: readonly (readonly Word[])[]): Word[] {
  const best = new Map<string, Word>();
  for (const word of lists.flat()) {
    const known = best.get(word.text);
    if (known === undefined || known.logprob < word.logprob) best.set(word.text, word);
  }
  return [...best.values()].sort((a, b) => b.logprob - a.logprob);
}
