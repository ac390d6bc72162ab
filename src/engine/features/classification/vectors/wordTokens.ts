import type { Span } from '../../../../prose/span.js';
import type { Token } from '../../../tokenizer/token.js';
import type { Tokenizer } from '../../../tokenizer/tokenizer.js';

/** A word or a sign of a text, and the tokens that a model makes of it. */
export interface WordTokens extends Span {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Words that are read together; what is said of [from, to) counts, and the others are there as context. */
export interface WordWindow {
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/**
 * The words of a text with their tokens. Each is made into tokens by itself, so that its place in the text is known also where the
 * tokenizer changes the text. Those that have no tokens are left out.
 */
export function wordTokens(text: string, tokenizer: Tokenizer): WordTokens[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\s]/gu)]
    .map(({ index, 0: word }) => {
      const isAfterSpace = index > 0 && /\s/.test(text[index - 1] ?? '');
      return { text: word, start: index, end: index + word.length, tokens: tokenizer.encode(isAfterSpace ? ` ${word}` : word) };
    })
    .filter(({ tokens }) => tokens.length > 0);
}

/** Covers words with windows of at most `most` tokens. Each overlaps the one before by about a quarter; the seam lies in the middle of that. */
export function wordWindows(words: readonly WordTokens[], most: number): WordWindow[] {
  const endFrom = (start: number): number => {
    let end = start;
    for (let tokens = 0; end < words.length; end++) {
      tokens += Math.min(most, words[end]?.tokens.length ?? 0);
      if (tokens > most) break;
    }
    return end;
  };
  const windows: WordWindow[] = [];
  for (let from = 0, wanted = 0; from < words.length;) {
    // Where words are so long that what is shared fills the window, nothing is.
    const start = endFrom(wanted) > from ? wanted : from;
    const end = endFrom(start);
    const shared = Math.floor((end - start) / 8);
    const to = end === words.length ? end : Math.max(from + 1, end - shared);
    windows.push({ start, from, to, end });
    from = to;
    wanted = Math.max(0, to - shared);
  }
  return windows;
}
