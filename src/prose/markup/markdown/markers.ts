import { append } from '../../../common/append.js';
import { isBlank } from '../../characters.js';
import type { BlockKind, InlineSpan } from '../block.js';

const quotation = /^[ \t]*(?:>[ \t]?)+(?:\[![A-Za-z]+\][+-]?)?/;
const item = /^[ \t]*(?:(?:[-+*]|#\.|\(@[\w-]{0,40}\)|\d{1,9}[.)])(?:[ \t]+|$)|>[ \t]?){1,40}(?:\[[ xX]\](?:[ \t]|$))?/;
const heading = /^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*#{1,6}(?:[ \t]+|$)/;
const underline = /^[ \t]*(?:=+|-+)[ \t]*$/;
const noteOrDescription = /^[ \t]*(?:\[\^[^\]\s]{1,100}\]:[ \t]*|:[ \t]+)/;

/** What makes lines headings, list items, quotations or footnotes, at the starts of lines and the ends of headings. */
export function markersOf(content: string, kind: BlockKind): InlineSpan[] {
  switch (kind) {
    case 'paragraph':
      return marker(0, lengthOf(noteOrDescription, content));
    case 'list-item':
      return marker(0, lengthOf(item, content));
    case 'heading':
      return headingMarkers(content);
    case 'quote':
      return quotationMarkers(content);
    default:
      return [];
  }
}

function marker(start: number, end: number): InlineSpan[] {
  return end > start ? [{ kind: 'marker', start, end }] : [];
}

function lengthOf(start: RegExp, text: string): number {
  const lineEnd = text.search(/[\r\n]|$/);
  return start.exec(text.slice(0, lineEnd))?.[0].length ?? 0;
}

function headingMarkers(content: string): InlineSpan[] {
  const start = lengthOf(heading, content);
  const last = content.lastIndexOf('\n') + 1;
  if (last > 0 && underline.test(content.slice(last))) return [{ kind: 'marker', start: last, end: content.length, open: true }];
  return start === 0 ? [] : [...marker(0, start), ...marker(headingEnd(content, start), content.length)];
}

/** Where the text of a heading ends: before `##` at its end and before attributes such as `{#name}`. */
function headingEnd(content: string, start: number): number {
  let end = content.trimEnd().length;
  const attributes = content.lastIndexOf('{', end);
  if (content.charAt(end - 1) === '}' && attributes > start) end = content.slice(0, attributes).trimEnd().length;
  let hashes = end;
  while (hashes > start && content.charCodeAt(hashes - 1) === 35) hashes--;
  const isClosing = hashes < end && isBlank(content.charCodeAt(hashes - 1));
  const textEnd = isClosing ? content.slice(0, hashes).trimEnd().length : end;
  return textEnd === content.trimEnd().length ? content.length : textEnd;
}

function quotationMarkers(content: string): InlineSpan[] {
  const markers: InlineSpan[] = [];
  for (let start = 0; start < content.length;) {
    const lineEnd = content.indexOf('\n', start);
    const line = content.slice(start, lineEnd < 0 ? content.length : lineEnd);
    const signs = lengthOf(quotation, line);
    append(markers, marker(start, start + signs + (start === 0 ? lengthOf(item, line.slice(signs)) : 0)));
    start += line.length + 1;
  }
  return markers;
}
