import { isSpace } from '../../prose/characters.js';
import { sentences } from '../../prose/sentences.js';
import type { Span } from '../../prose/span.js';

/** A piece ends with the first sentence after this many characters. */
const pieceLength = 800;

/** A piece without an end of a sentence ends at a space after this many. */
const longestPiece = 2400;

/**
 * Cuts a paragraph into pieces of whole sentences, from its start on, without gaps: a space before a sentence belongs to it,
 * because it does so for the model.
 */
export function cutAtSentences(text: string): Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const { end } of sentences(text)) {
    while (end - start > longestPiece) {
      const cut = spaceFrom(text, start + longestPiece, end);
      pieces.push({ start, end: cut });
      start = cut;
    }
    if (end - start >= pieceLength) {
      pieces.push({ start, end });
      start = end;
    }
  }
  return text.slice(start).trim() === '' ? pieces : [...pieces, { start, end: text.length }];
}

/** The first white space from an offset on; where there is none within a word's length, the offset, but never inside a character. */
function spaceFrom(text: string, from: number, end: number): number {
  for (let offset = from; offset < Math.min(end, from + 100); offset++) if (isSpace(text.charCodeAt(offset))) return offset;
  return /^[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : Math.min(from, end);
}
