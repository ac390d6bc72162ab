import type { Block, InlineSpan } from '../markup/block.js';
import type { ProseWindow } from '../markup/proseWindow.js';

/** A text whose blocks can be read: a window of a document, or all of it. */
export type ReadableText = Pick<ProseWindow, 'text' | 'grammar' | 'inlines'>;

/** How much before a part is read so that its spans are understood. */
const lead = 2000;

/**
 * The text of a part of a prose block without its comments and, in program code, without the signs of the comments. What the document says
 * that a name stands for stands in its place.
 */
export function proseText(window: ReadableText, block: Block, from: number, to: number): string {
  const { text } = window;
  const lineStart = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
  const start = Math.max(block.start, lineStart, from - lead);
  let result = '';
  let next = from;
  for (const span of window.inlines({ ...block, start, end: Math.max(from, to) })) {
    if (span.end <= from) continue;
    const isReplaced = span.defined === true && span.start >= from && span.end <= to;
    if (!isReplaced && !isDropped(span, window)) continue;
    result += text.slice(next, span.start) + (isReplaced ? (span.shows ?? '') : '');
    const isLine = !isReplaced && isWholeLine(text, span.start, span.end, block);
    next = isLine ? Math.min(span.end + lineBreakLength(text, span.end), to) : span.end;
  }
  return (result + text.slice(next, to)).replace(/\r\n?/g, '\n');
}

function isDropped({ kind }: InlineSpan, { grammar }: ReadableText): boolean {
  return kind === 'comment' || (kind === 'marker' && grammar.foreignMarkers === true);
}

/** Whether a span has its lines to itself, so that leaving it out must not leave a blank line. */
function isWholeLine(text: string, start: number, end: number, block: Block): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return lineStart >= block.start && text.slice(lineStart, start).trim() === '' && lineBreakLength(text, end) > 0;
}

function lineBreakLength(text: string, offset: number): number {
  return text.startsWith('\r\n', offset) ? 2 : text.startsWith('\n', offset) ? 1 : 0;
}
