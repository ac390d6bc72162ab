import type { Span } from '../span.js';
import type { InlineSpan } from './block.js';
import { visibleParts } from './visibleParts.js';

/**
 * The text of a stretch of a document with all that no reader sees replaced by spaces, so that offsets stay as they are. Line ends stay
 * too. What stands for a span is followed by spaces.
 * @param spans the inline spans of the stretch
 */
export function blankedMarkup(text: string, span: Span, spans: readonly InlineSpan[]): string {
  return visibleParts(text, span, spans)
    .map(({ start, end, shown, is }) => {
      const source = text.slice(start, end);
      const fits = shown.length === source.length || (shown.length < source.length && !/[\r\n]/.test(source));
      return is !== 'break' && fits ? shown.padEnd(source.length) : blank(source);
    })
    .join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
