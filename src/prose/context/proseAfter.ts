import { trimEndOffset } from '../characters.js';
import { isProseKind } from '../markup/block.js';
import type { ProseWindow } from '../markup/proseWindow.js';
import { sentences } from '../sentences.js';
import { proseText } from './proseText.js';

/** How much before the caret is read so that inline spans are understood. */
const lead = 2000;

/** The prose from the caret to the end of its paragraph; when it is longer than `limit`, to the end of a sentence. */
export function proseAfter(window: ProseWindow, limit: number): string {
  const { block, caret, text } = window;
  if (!block || !isProseKind(block.kind) || !window.isProse) return '';
  const end = Math.min(block.end, caret + limit);
  const visible = { ...block, start: Math.max(block.start, caret - lead), end };
  const marker = window.inlines(visible).find((span) => span.kind === 'marker' && span.start >= caret && isLast(text, span.end, end));
  const after = proseText(window, block, caret, marker?.start ?? end);
  if (end === block.end) return after.trimEnd();
  const sentence = sentences(after).at(-2);
  const word = after.search(/\s\S*$/);
  return after.slice(0, sentence?.end ?? (word > 0 ? trimEndOffset(after, 0, word) : after.length));
}

/** Whether nothing stands between a marker, such as the line below a heading, and the end of the block. */
function isLast(text: string, markerEnd: number, end: number): boolean {
  return text.slice(markerEnd, end).trim() === '';
}
