import type { Span } from '../../prose/span.js';

/** How many places are filled at once: more are no list that anybody reads, and their words fit together by chance only. */
export const maxPlaces = 8;

/** The places from an offset on, or the last ones of a text where fewer follow. */
export function nearestPlaces<T extends Span>(places: readonly T[], offset: number): readonly T[] {
  const first = places.findIndex(({ end }) => end >= offset);
  const from = Math.min(first < 0 ? places.length : first, Math.max(0, places.length - maxPlaces));
  return places.slice(from, from + maxPlaces);
}
