import { isSpace } from '../../../prose/characters.js';
import type { Span } from '../../../prose/span.js';

/** How many tokens a stretch of the text has. */
type Count = (stretch: Span) => number;

/** A token of English has some four characters, so this many hold more than enough. */
const charactersPerToken = 6;

/**
 * What of a text is to be read around some places: their sentences, and whole sentences before and after them, taken in turns, as
 * many as make up `wanted` tokens. Sentences that alone have more than `most` tokens are cut at words around the places.
 */
export function readingRange(places: Span, sentences: readonly Span[], text: string, wanted: number, most: number, count: Count): Span {
  const first = Math.max(
    0,
    sentences.findLastIndex(({ start }) => start <= places.start),
  );
  const last = Math.max(
    first,
    sentences.findLastIndex(({ start }) => start < places.end),
  );
  const start = Math.min(places.start, sentences[first]?.start ?? 0);
  const end = Math.max(places.end, sentences[last]?.end ?? text.length);
  const tokens = count({ start, end });
  if (tokens > most) return cutAround(places, { start, end }, text, most, count);
  return grow({ start, end }, sentences.slice(0, first).reverse(), sentences.slice(last + 1), wanted - tokens, count);
}

/** Adds sentences on both sides, in turns, while there is room. */
function grow(range: Span, before: readonly Span[], after: readonly Span[], room: number, count: Count): Span {
  let { start, end } = range;
  let left = room;
  let open = { before: true, after: true };
  for (let step = 0; open.before || open.after; step++) {
    const earlier = before[step];
    const cost = earlier && open.before ? count({ start: earlier.start, end: start }) : Infinity;
    open = { ...open, before: cost <= left };
    if (earlier && open.before) [start, left] = [earlier.start, left - cost];
    const later = after[step];
    const price = later && open.after ? count({ start: end, end: later.end }) : Infinity;
    open = { ...open, after: price <= left };
    if (later && open.after) [end, left] = [later.end, left - price];
  }
  return { start, end };
}

/** As many whole words on both sides of the places as fit. */
function cutAround(places: Span, range: Span, text: string, most: number, count: Count): Span {
  for (let reach = most * charactersPerToken; reach > 1; reach = Math.floor(reach * 0.8)) {
    const start = wordStart(text, Math.max(range.start, places.start - reach), places.start);
    const end = wordEnd(text, Math.min(range.end, places.end + reach), places.end);
    if (count({ start, end }) <= most) return { start, end };
  }
  return places;
}

function wordStart(text: string, offset: number, latest: number): number {
  let start = offset;
  while (start > 0 && start < latest && !isSpace(text.charCodeAt(start - 1))) start++;
  return start;
}

function wordEnd(text: string, offset: number, earliest: number): number {
  let end = offset;
  while (end > earliest && end < text.length && !isSpace(text.charCodeAt(end))) end--;
  return end;
}
