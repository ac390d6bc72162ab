import type { TextPlace } from '../common/panelProtocol/place.js';
import type { Span } from './span.js';

/**
 * Where a place is in a text that may have changed since: where it was, if the same text still comes before it and there, else the one
 * other place where both stand. Lines end in `\n`.
 * @returns undefined where the text is gone, or stands in several places
 */
export function locate(text: string, place: TextPlace): Span | undefined {
  const anchor = place.before + place.text;
  const spanAt = (found: number): Span => ({ start: found + place.before.length, end: found + anchor.length });
  const expected = place.start - place.before.length;
  if (place.end <= text.length && text.startsWith(anchor, expected)) return spanAt(expected);
  const found = text.indexOf(anchor);
  // What is empty, or hardly anything, stands everywhere.
  return anchor.trim() === '' || found < 0 || text.includes(anchor, found + 1) ? undefined : spanAt(found);
}
