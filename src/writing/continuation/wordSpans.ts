import type { Span } from '../../prose/span.js';
import { fold } from './fold.js';

export interface WordSpan extends Span {
  /** The word folded for comparison. */
  readonly word: string;
}

/** The words of a text, with hyphens and apostrophes inside them, in a form that can be compared. */
export function wordSpans(text: string): WordSpan[] {
  return Array.from(fold(text).matchAll(/[\p{L}\p{N}\p{M}]+(?:['-][\p{L}\p{N}\p{M}]+)*/gu), (found) => ({
    word: found[0],
    start: found.index,
    end: found.index + found[0].length,
  }));
}
