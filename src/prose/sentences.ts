import { skipSpace, trimEndOffset } from './characters.js';
import { boundaryAfter, isTerminator } from './sentence/boundary.js';
import { isHardBreak } from './sentence/hardBreak.js';
import { itemMarkerAt, itemStart } from './sentence/inlineItem.js';
import { endOfVerbatim } from './sentence/verbatim.js';
import type { Span } from './span.js';

/**
 * The sentences of a text, in order. White space between them is in none. The text may hold several paragraphs: a blank
 * line, a list marker and a Markdown heading always separate. Code between backticks and math between dollar signs stay whole.
 *
 * Rules of our own, not `Intl.Segmenter`: that one splits at "Dr. Smith" and at every initial, takes time that grows with
 * the square of the length (4.5 s for 448,000 characters on Node 20), and gets 62 % of our cases right. Our time is linear:
 * each full stop looks at a bounded number of characters around it.
 */
export function sentences(text: string): Span[] {
  const found: Span[] = [];
  for (let start = skipSpace(text, 0); start < text.length;) {
    const end = sentenceEnd(text, start, text.length) ?? trimEndOffset(text, start, text.length);
    found.push({ start, end });
    start = skipSpace(text, end);
  }
  return found;
}

/**
 * Where the sentence that starts at an offset ends, if another one follows it. A sentence that goes on to the end of the
 * text, or has no end before `limit`, has none.
 */
export function sentenceEnd(text: string, start: number, limit: number): number | undefined {
  const item = itemMarkerAt(text, start);
  for (let offset = start; offset < limit;) {
    const code = text.charCodeAt(offset);
    if (code === 10 && isHardBreak(text, offset, start)) return trimEndOffset(text, start, offset);
    const nextItem = itemStart(text, offset, item);
    if (nextItem !== undefined && nextItem > start) return trimEndOffset(text, start, nextItem);
    if (!isTerminator(code)) offset = endOfVerbatim(text, offset) ?? offset + 1;
    else {
      const boundary = boundaryAfter(text, offset, start);
      if (boundary.ends && boundary.end < text.length) return boundary.end;
      offset = boundary.end;
    }
  }
  return undefined;
}

/** The start of the first sentence that begins at or after an offset, at most `reach` characters on. */
export function sentenceStartFrom(text: string, offset: number, reach: number): number | undefined {
  // Some characters before the offset tell whether a full stop right after it belongs to an abbreviation.
  let start = skipSpace(text, Math.max(0, offset - 60));
  while (start < offset) {
    const end = sentenceEnd(text, start, offset + reach);
    if (end === undefined) return undefined;
    start = skipSpace(text, end);
  }
  return start < text.length ? start : undefined;
}
