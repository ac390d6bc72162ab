import { skipSpace, trimEndOffset } from './characters.js';
import { isHardBreak } from './sentence/hardBreak.js';
import { boundaryAfter, isTerminator } from './sentence/boundary.js';
import type { Span } from './span.js';

/**
 * The sentences of a text, in order. White space between them is in none. The text may hold several paragraphs: a blank
 * line, a list marker and a Markdown heading always separate.
 *
 * Rules of our own, not `Intl.Segmenter`: that one splits at "Dr. Smith" and at every initial, takes time that grows with
 * the square of the length (4.5 s for 448,000 characters on Node 20), and gets 58 % of our cases right. Our time is linear:
 * each full stop looks at a bounded number of characters around it.
 */
export function sentences(text: string): Span[] {
  const found: Span[] = [];
  let start = skipSpace(text, 0);
  const close = (end: number, next: number): void => {
    if (end > start) found.push({ start, end });
    start = skipSpace(text, next);
  };
  for (let offset = start; offset < text.length;) {
    const code = text.charCodeAt(offset);
    if (code === 10 && isHardBreak(text, offset, start)) {
      close(trimEndOffset(text, start, offset), offset);
      offset = start;
    } else if (isTerminator(code)) {
      const boundary = boundaryAfter(text, offset, start);
      if (boundary.ends) close(boundary.end, boundary.end);
      offset = Math.max(boundary.end, start);
    } else {
      offset++;
    }
  }
  close(trimEndOffset(text, start, text.length), text.length);
  return found;
}
