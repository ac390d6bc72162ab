import type { PieceKind } from '../../tokenizer/wordPieces.js';
import type { Word } from './word.js';

/** What the tokens of a gap have to be. */
export interface WordShape {
  readonly kinds: readonly Exclude<PieceKind, 'other'>[];
  /** How many words they are. */
  readonly words: number;
  /** Is added to the log-probability of the pieces, so that words of different lengths compare. */
  readonly prior: number;
}

/**
 * Log-odds of a word of so many pieces against one of one piece, beyond what the pieces' own probabilities say. With two masks BERT
 * spreads its probability over all pairs of tokens, of which only few are one word; so the probability of the pieces already says how
 * likely a word of two is, and what is left is small. Fitted by maximum likelihood on 114 masked words of the corpus's training texts.
 */
const priors = [0, 0.5, -1.5, -3];

/** One word of so many pieces. */
export function oneWord(pieces: number): WordShape {
  const kinds = Array.from({ length: pieces }, (_, at) => (at === 0 ? ('word' as const) : ('continuation' as const)));
  return { kinds, words: 1, prior: priors[pieces - 1] ?? (priors.at(-1) as number) };
}

/** Some words of one piece each. */
export function phrase(words: number): WordShape {
  return { kinds: Array<'word'>(words).fill('word'), words, prior: 0 };
}

/** The log-probability of all pieces of a word of this shape, and what it is compared with others by: of a phrase, the mean of its words. */
export function logprobsOf({ words, prior }: WordShape, pieces: readonly number[]): { readonly total: number; readonly logprob: number } {
  const total = pieces.reduce((sum, logprob) => sum + logprob, prior);
  return { total, logprob: total / words };
}

/** Puts pieces together. */
export function wordOf(shape: WordShape, tokens: Word['tokens'], pieces: Word['pieces']): Word {
  const text = pieces.map((piece, at) => (at > 0 && shape.kinds[at] === 'word' ? ` ${piece.text}` : piece.text)).join('');
  const logprobs = logprobsOf(shape, pieces.map(({ logprob }) => logprob)); // prettier-ignore
  return { text, tokens, pieces, words: shape.words, ...logprobs };
}
