import type { InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { emphasisSigns } from '../emphasis.js';
import { entityAt } from '../entities.js';
import { inOrder, scanInlines } from '../inlineScan.js';
import { withBrackets } from '../markdown/brackets.js';
import { linkTargetAt } from '../markdown/links.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { doxygenAt, elementAt, inlineTagAt, roleAt } from './documentation.js';
import { commentMarkers } from './markers.js';

const special = /[@`<&\]\\]|\{@|:[a-z][\w:+-]{0,40}:`|https?:\/\/|www\./g;

/** What is no prose in a comment: its signs, documentation tags, code, addresses, and the signs of links and emphasis. */
export function commentInlines(content: string): InlineSpan[] {
  const scanned = scanInlines(content, special, (offset, from) => spanAt(content, offset, from), commentMarkers(content));
  const spans = inOrder(withBrackets(content, scanned));
  return inOrder([...spans, ...emphasisSigns(content, spans, '*_')]);
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '`':
      return codeSpanAt(content, offset);
    case '{':
      return inlineTagAt(content, offset);
    case '<':
      return elementAt(content, offset);
    case '&':
      return entityAt(content, offset);
    case ':':
      return roleAt(content, offset);
    case ']':
      return linkTargetAt(content, offset);
    case '\\':
      return doxygenAt(content, offset);
    case '@':
      return doxygenAt(content, offset) ?? atSignAt(content, offset, from, content.length);
    default:
      return webAddressAt(content, offset, content.length);
  }
}
