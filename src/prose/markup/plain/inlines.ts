import type { BlockKind, InlineSpan } from '../block.js';
import { emphasisSigns } from '../emphasis.js';
import { inOrder, scanInlines } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';

const special = /@|(?:https?|ftp|file):\/\/|www\.|mailto:/g;
const item = /^\s*(?:[-*+•–]|\d{1,3}[.)]|\([a-z\d]\))\s+/;

/** What is no prose in plain text: addresses, the markers of list items and headings, and signs around stressed words. */
export function plainInlines(content: string, kind: BlockKind): InlineSpan[] {
  const spans = scanInlines(
    content,
    special,
    (offset, from) =>
      content.charAt(offset) === '@' ? atSignAt(content, offset, from, content.length) : webAddressAt(content, offset, content.length),
    markersOf(content, kind),
  );
  return inOrder([...spans, ...emphasisSigns(content, spans, '*_')]);
}

function markersOf(content: string, kind: BlockKind): InlineSpan[] {
  if (kind === 'list-item') return [{ kind: 'marker', start: 0, end: item.exec(content)?.[0].length ?? 0 }];
  const last = content.lastIndexOf('\n') + 1;
  return kind === 'heading' && last > 0 ? [{ kind: 'marker', start: last, end: content.length, open: true }] : [];
}
