import { append } from '../../common/append.js';
import type { InlineSpan } from './block.js';

/** The most characters after its start that a construct which is not closed counts as being typed. */
export const openReach = 60;

/**
 * Goes through a text from one special sign to the next. `special` finds the signs (flag `g`); `spanAt` tells which span
 * starts or ends at one, if any. Of several, such as the start and the end of a footnote, reading goes on after the first, and passes
 * over the others. `markers` are spans known beforehand.
 */
export function scanInlines(
  content: string,
  special: RegExp,
  spanAt: (offset: number, from: number) => InlineSpan | readonly InlineSpan[] | undefined,
  markers: readonly InlineSpan[] = [],
): InlineSpan[] {
  const found: InlineSpan[] = [];
  const ahead: InlineSpan[] = [];
  let from = 0;
  let last = 0;
  for (;;) {
    special.lastIndex = from;
    const match = special.exec(content);
    if (!match) return inOrder([...markers, ...found]);
    const known = spanAhead(ahead, match.index);
    if (known) {
      from = last = known.end;
      continue;
    }
    const spans = [spanAt(match.index, last) ?? []].flat();
    append(found, spans);
    append(ahead, spans.slice(1).reverse());
    last = spans[0]?.end ?? last;
    // A sign after a backslash is text.
    from = Math.max(match.index + (match[0] === '\\' ? 2 : 1), last);
  }
}

/** The span at an offset of those that come further on, the next one last; those before the offset are dropped. */
function spanAhead(ahead: InlineSpan[], offset: number): InlineSpan | undefined {
  while ((ahead.at(-1)?.end ?? Infinity) <= offset) ahead.pop();
  const next = ahead.at(-1);
  return next && next.start <= offset ? next : undefined;
}

/** Spans in order and without overlap. Of two that overlap, the one that starts first stays; the first of those that start alike. */
export function inOrder(spans: readonly InlineSpan[]): InlineSpan[] {
  const merged: InlineSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.start >= (merged.at(-1)?.end ?? 0)) merged.push(span);
  }
  return merged;
}

/** A construct from `start` that is not closed: it reaches to the end of the line at most. */
export function unclosed(content: string, kind: InlineSpan['kind'], start: number, reach = openReach): InlineSpan {
  const line = content.slice(start, start + reach).search(/[\r\n]/);
  return { kind, start, end: line < 0 ? Math.min(content.length, start + reach) : start + line, open: true };
}

/** The span of what a pattern (flag `y`) finds at an offset. */
export function matchAt(content: string, pattern: RegExp, kind: InlineSpan['kind'], offset: number): InlineSpan | undefined {
  pattern.lastIndex = offset;
  const found = pattern.exec(content)?.[0];
  return found === undefined ? undefined : { kind, start: offset, end: offset + found.length };
}

/** The span from `start` to after the first `close` that stands at `from` or later, at most `limit` characters on. */
export function closedBy(
  content: string,
  kind: InlineSpan['kind'],
  start: number,
  from: number,
  close: string,
  limit = 2000,
): InlineSpan | undefined {
  const length = content.slice(from, from + limit).indexOf(close);
  return length < 0 ? undefined : { kind, start, end: from + length + close.length };
}
