import { excerptEnd, excerptStart } from '../../prose/excerpt.js';
import type { Fill } from '../../writing/masking/fills.js';
import type { Passage } from '../../writing/masking/passage.js';
import type { Span } from '../../prose/span.js';

/** How many characters are shown on each side. */
const reach = 30;

/** The place with some words on both sides, on one line. */
export function placeExcerpt(passage: Passage, { start, end }: Span): string {
  return excerptWith(passage, [{ start, end, text: passage.text.slice(start - passage.start, end - passage.start) }]);
}

/** How the text reads with other words: these with some words on both sides, on one line. */
export function excerptWith({ text, start }: Passage, fills: readonly Fill[]): string {
  const [first, last] = [fills[0]?.start ?? start, fills.at(-1)?.end ?? start];
  let middle = '';
  let done = first;
  for (const fill of fills) {
    middle += text.slice(done - start, fill.start - start) + fill.text;
    done = fill.end;
  }
  const tidy = (part: string): string => part.replace(/\s+/g, ' ');
  const before = tidy(text.slice(0, first - start)).trimStart();
  const after = tidy(text.slice(last - start)).trimEnd();
  return excerptEnd(before, reach) + tidy(middle) + excerptStart(after, reach);
}
