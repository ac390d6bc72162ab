import { excerptEnd, excerptStart } from '../../text/excerpt.js';
import type { Passage } from '../../text/masking/passage.js';
import type { Span } from '../../text/span.js';

/** How many characters are shown on each side. */
const reach = 30;

/** The place with some words on both sides, on one line. */
export function placeExcerpt({ text, start }: Passage, place: Span): string {
  const tidy = (part: string): string => part.replace(/\s+/g, ' ');
  const before = tidy(text.slice(0, place.start - start)).trimStart();
  const after = tidy(text.slice(place.end - start)).trimEnd();
  return `${excerptEnd(before, reach)}${text.slice(place.start - start, place.end - start)}${excerptStart(after, reach)}`;
}
