import { sentences } from '../../prose/sentences.js';
import type { Span } from '../../prose/span.js';
import { hasWords } from '../../common/hasWords.js';

/** How many tokens of its own vocabulary a model makes of a text. */
export type TokenCount = (text: string) => number;

/** The share of a passage that the one before has read already. */
const overlap = 0.25;

interface Unit extends Span {
  readonly tokens: number;
}

/**
 * Covers a text with passages that a model can read at once. They start and end at sentences where these are not too long, and overlap, so
 * that what is at a seam is read with what is around it. White space around the text is in none: examples are learnt without it, and a
 * last space changes what a causal model makes of a text. A text without words has no passage.
 * @param most tokens of a passage
 */
export function passages(text: string, count: TokenCount, most: number): Span[] {
  if (!hasWords(text)) return [];
  // No token is shorter than a byte, and no UTF-16 code unit has more than three, so short texts need no second look.
  const whole = { start: text.length - text.trimStart().length, end: text.trimEnd().length };
  if (3 * (whole.end - whole.start) <= most || count(text.slice(whole.start, whole.end)) <= most) return [whole];
  const units = sentences(text).flatMap((sentence) => readable(text, sentence, count, most));
  const found: Span[] = [];
  for (let from = 0; from < units.length;) {
    let to = from;
    let tokens = 0;
    while (to < units.length && (to === from || tokens + (units[to] as Unit).tokens <= most)) tokens += (units[to++] as Unit).tokens;
    found.push({ start: (units[from] as Unit).start, end: (units[to - 1] as Unit).end });
    if (to === units.length) break;
    // What is read again must leave room for what is new.
    from = startOfNext(units, from, to, Math.min(overlap * most, most - (units[to] as Unit).tokens));
  }
  return found;
}

/** The passage after [from, to) starts some tokens before its end, and at least one unit after its start. */
function startOfNext(units: readonly Unit[], from: number, to: number, shared: number): number {
  let next = to;
  let tokens = 0;
  while (next - 1 > from && tokens + (units[next - 1] as Unit).tokens <= shared) tokens += (units[--next] as Unit).tokens;
  return next;
}

/** A sentence, or the halves of one that is too long, cut between words where it has any. */
function readable(text: string, { start, end }: Span, count: TokenCount, most: number): Unit[] {
  const tokens = count(text.slice(start, end));
  if (tokens <= most || end - start < 2) return [{ start, end, tokens }];
  const middle = start + ((end - start) >> 1);
  const space = text.slice(middle, end).search(/\s\S/);
  let cut = space < 0 ? middle : middle + space + 1;
  // Not between the halves of a character.
  if (/[\uDC00-\uDFFF]/.test(text[cut] ?? '')) cut++;
  if (cut >= end) return [{ start, end, tokens }];
  return [...readable(text, { start, end: cut }, count, most), ...readable(text, { start: cut, end }, count, most)];
}
