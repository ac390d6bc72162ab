import type { InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { closedBy, scanInlines } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { commentMarkers } from './markers.js';

const special = /[@`]|\{@|https?:\/\/|www\./g;

/** What is no prose in a comment: its signs, documentation tags, code in backticks, addresses. */
export function commentInlines(content: string): InlineSpan[] {
  return scanInlines(content, special, (offset, from) => spanAt(content, offset, from), commentMarkers(content));
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '`':
      return codeSpanAt(content, offset);
    case '{':
      return closedBy(content, 'command', offset, offset, '}', 300);
    case '@':
      return atSignAt(content, offset, from, content.length);
    default:
      return webAddressAt(content, offset, content.length);
  }
}
