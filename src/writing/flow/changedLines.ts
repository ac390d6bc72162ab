import { diffLines } from 'diff';
import type { Span } from '../../prose/span.js';

/** Texts that differ by more lines are different texts, and to compare them would take seconds. */
const maxEdits = 2000;

/**
 * The lines of a text that an earlier version of it does not have; an empty stretch stands where lines were taken out. All of it where
 * the two have little in common.
 */
export function changedLines(earlier: string, text: string): Span[] {
  const changes = diffLines(earlier, text, { maxEditLength: maxEdits });
  if (changes === undefined) return [{ start: 0, end: text.length }];
  const spans: Span[] = [];
  let offset = 0;
  for (const { value, added, removed } of changes) {
    const end = removed ? offset : offset + value.length;
    // What takes the place of removed lines covers the place itself.
    const last = spans.at(-1);
    if (added && last?.end === offset) spans[spans.length - 1] = { start: last.start, end };
    else if (added || removed) spans.push({ start: offset, end });
    offset = end;
  }
  return spans;
}
