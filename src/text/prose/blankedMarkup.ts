import type { Span } from '../span.js';
import type { InlineSpan } from './block.js';
import { visibleParts } from './visibleParts.js';

/**
 * The text of a stretch of a document with all that no reader sees replaced by spaces, so that offsets stay as they are. Line ends stay
 * too.
 * @param spans the inline spans of the stretch
 * @param exactSigns whether they hold every sign of the markup
 */
export function blankedMarkup(text: string, span: Span, spans: readonly InlineSpan[], exactSigns = false): string {
  return visibleParts(text, span, spans, exactSigns)
    .map(({ start, end, shown, is }) => {
      const length = end - start;
      return is !== 'break' && shown.length === length ? shown : blank(text.slice(start, end));
    })
    .join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
