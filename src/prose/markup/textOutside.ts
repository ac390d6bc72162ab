import type { InlineSpan } from './block.js';

/**
 * What a pattern (flag `g`) finds in a text outside of its spans, in order. What stands after the sign of an escape is not looked for.
 * @param spans in order
 */
export function* textOutside(
  content: string,
  spans: readonly InlineSpan[],
  pattern: RegExp,
): Generator<{ readonly start: number; readonly text: string }> {
  let next = 0;
  for (const { index, 0: text } of content.matchAll(pattern)) {
    while ((spans[next]?.end ?? Infinity) <= index) next++;
    const isEscaped = spans[next - 1]?.end === index && content.charCodeAt(index - 1) === 92;
    const isInside = (spans[next]?.start ?? Infinity) <= index;
    if (isInside) continue;
    const start = isEscaped ? index + 1 : index;
    if (start < index + text.length) yield { start, text: text.slice(start - index) };
  }
}
