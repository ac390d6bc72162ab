import type { Span } from '../../prose/span.js';
import { articleBefore, articleFor, rewritten } from './article.js';
import type { Passage } from './passage.js';

/** A text that takes the place of another. */
export interface Fill extends Span {
  readonly text: string;
}

/** Where the last of some texts ends once all are written, as an offset into the document; `undefined` without any. */
export function endOfFills(fills: readonly Fill[]): number | undefined {
  const last = fills.at(-1);
  if (last === undefined) return undefined;
  const growth = fills.slice(0, -1).reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  return last.start + growth + last.text.length;
}

/**
 * What is to be written for a word to be at a place: the word, and before it the indefinite article in the form that it takes.
 * Offsets of places and fills are into the document.
 * @param needed the form that the article has to have if it has the other one; told by the word where it is not given
 */
export function fillsFor({ text, start }: Passage, place: Span, word: string, needed: 'a' | 'an' = articleFor(word)): Fill[] {
  const article = articleBefore(text, place.start - start);
  const fill = { start: place.start, end: place.end, text: word };
  if (article === undefined || article.form === needed) return [fill];
  const other = rewritten(text.slice(article.start, article.end), needed);
  return [{ start: start + article.start, end: start + article.end, text: other }, fill];
}
