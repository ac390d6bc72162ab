import { append } from '../../../common/append.js';
import type { BlockKind, InlineSpan } from '../block.js';

const heading = /^\s*(?:={1,6}|#{1,6})[ \t]+/;
const listItem =
  /^\s*(?:(?:\*{1,6}|\.{1,6}|-|•|\d{1,3}\.|<(?:\d{1,2}|\.)>|[A-Za-z]\.|[ivxIVX]{1,6}\))[ \t]+(?:\[[ *x]\][ \t]+)?(?:\[\[\[[^[\]\n]{1,200}\]\]\][ \t]*)?|\.(?=[^\s.]))/;
const admonition = /^\s*(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+/;
const quoteSign = /^[ \t]*>[ \t]?/gm;
/** Lines that are not read: parts that stand under a condition, or another file. */
const preprocessor = /^(?:ifn?def|ifeval|endif|include)::[^\r\n]*(?:\r?\n|$)/gm;
const termEnd = /(?:::{1,3}|;;)[ \t]*$/;
const underline = /\r?\n[=\-~^+]{2,}[ \t]*$/;

/** What makes lines a heading, an item, a title or a quotation, and lines that are not read. */
export function markersOf(content: string, kind: BlockKind): InlineSpan[] {
  const markers = content.includes('::') ? spansOf(content, preprocessor, 'command') : [];
  if (kind === 'quote' && /^\s*>/.test(content)) append(markers, spansOf(content, quoteSign, 'marker'));
  const start = (kind === 'heading' ? heading : kind === 'list-item' ? listItem : admonition).exec(content)?.[0].length ?? 0;
  if (start > 0) markers.push({ kind: 'marker', start: 0, end: start });
  const end = kind === 'heading' ? underline.exec(content) : kind === 'list-item' ? termEnd.exec(content.slice(-10)) : null;
  if (end) markers.push({ kind: 'marker', start: content.length - end[0].length, end: content.length, open: true });
  return markers;
}

function spansOf(content: string, pattern: RegExp, kind: InlineSpan['kind']): InlineSpan[] {
  return Array.from(content.matchAll(pattern), ({ index, 0: line }) => ({ kind, start: index, end: index + line.length }));
}
