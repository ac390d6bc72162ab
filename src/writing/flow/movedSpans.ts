import type { Span } from '../../prose/span.js';

/**
 * Where spans of a text are after an edit, with the edited place as one more. The edit is what comes between the longest beginning and
 * the longest end that both texts share. Spans that it touches become one.
 * @param spans in order, without overlap
 * @returns in order, without overlap
 */
export function movedSpans(spans: readonly Span[], earlier: string, text: string): Span[] {
  if (earlier === text) return [...spans];
  const most = Math.min(earlier.length, text.length);
  let start = 0;
  while (start < most && earlier.charCodeAt(start) === text.charCodeAt(start)) start++;
  let kept = 0;
  while (kept < most - start && earlier.charCodeAt(earlier.length - 1 - kept) === text.charCodeAt(text.length - 1 - kept)) kept++;
  const [earlierEnd, end] = [earlier.length - kept, text.length - kept];
  const touched = spans.filter((span) => span.start <= earlierEnd && span.end >= start);
  const by = end - earlierEnd;
  const edited = {
    start: Math.min(start, touched[0]?.start ?? start),
    end: Math.max(end, (touched.at(-1)?.end ?? earlierEnd) + by),
  };
  const after = spans.filter((span) => span.start > earlierEnd).map((span) => ({ start: span.start + by, end: span.end + by }));
  return [...spans.filter((span) => span.end < start), edited, ...after];
}
