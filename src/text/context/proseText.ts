import type { Block, InlineSpan } from '../prose/block.js';
import type { ProseWindow } from '../prose/proseWindow.js';

/** The text of a part of a prose block without its comments and, in program code, without the signs of the comments. */
export function proseText(window: ProseWindow, block: Block, from: number, to: number): string {
  const dropped = window.inlines({ ...block, start: from, end: Math.max(from, to) }).filter((span) => isDropped(span, window));
  let result = '';
  let next = from;
  for (const { start, end } of dropped) {
    result += window.text.slice(next, start);
    next = isWholeLine(window.text, start, end, block) ? Math.min(end + lineBreakLength(window.text, end), to) : end;
  }
  return (result + window.text.slice(next, to)).replace(/\r\n?/g, '\n');
}

function isDropped({ kind }: InlineSpan, { grammar }: ProseWindow): boolean {
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
