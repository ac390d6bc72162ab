import type { BlockKind, InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { closedBy, matchAt, scanInlines, unclosed } from '../inlineScan.js';
import { backslashMathAt, dollarMathAt } from '../math.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { linkTargetAt, referenceAt } from './links.js';
import { markersOf } from './markers.js';

const special = /[\\`$<[\]@{&]|(?:https?|ftp|file):\/\/|www\.|mailto:/g;
const tag = /<\/?[A-Za-z][\w.-]*(?:\s[^<>]*)?\/?>/y;
const autolink = /<(?:[A-Za-z][\w+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,250})>/y;
const tagBeingTyped = /<\/?[A-Za-z][\w-]*(?:\s+[\w:-]+=(?:"[^"\n]*"?)?)*/y;
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});/iy;
const attributes = /\{[#.:][^{}\n]{0,200}\}/y;

/**
 * What is no prose in a Markdown block: code, math, addresses, link targets, tags, citations, markers. A construct that is
 * not closed is no prose a short way behind its start, because the writer is probably in the midst of typing it.
 */
export function markdownInlines(content: string, kind: BlockKind): InlineSpan[] {
  return scanInlines(content, special, (offset, from) => spanAt(content, offset, from), markersOf(content, kind));
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return mathAt(content, offset);
    case '`':
      return codeSpanAt(content, offset);
    case '$':
      return dollarMathAt(content, offset);
    case '<':
      return tagAt(content, offset);
    case ']':
      return linkTargetAt(content, offset);
    case '[':
      return referenceAt(content, offset);
    case '@':
      return atSignAt(content, offset, from, content.length);
    case '{':
      return templateAt(content, offset);
    case '&':
      return matchAt(content, entity, 'html', offset);
    default:
      return webAddressAt(content, offset, content.length);
  }
}

/** `\[` is math, or an escaped bracket before a link. */
function mathAt(content: string, offset: number): InlineSpan | undefined {
  const math = backslashMathAt(content, offset);
  return math && !content.slice(offset, math.end).includes('](') ? math : undefined;
}

function tagAt(content: string, offset: number): InlineSpan | undefined {
  if (content.startsWith('<!--', offset)) {
    const close = content.indexOf('-->', offset + 4);
    return close < 0
      ? { kind: 'comment', start: offset, end: content.length, open: true }
      : { kind: 'comment', start: offset, end: close + 3 };
  }
  const closed = matchAt(content, autolink, 'url', offset) ?? matchAt(content, tag, 'html', offset);
  if (closed) return closed;
  const typed = matchAt(content, tagBeingTyped, 'html', offset);
  return typed && { ...typed, open: true };
}

/** Templates of site generators (`{{ name }}`, `{% tag %}`) and attributes (`{.class}`). */
function templateAt(content: string, offset: number): InlineSpan | undefined {
  const close = content.startsWith('{{', offset) ? '}}' : content.startsWith('{%', offset) ? '%}' : undefined;
  if (close === undefined) return matchAt(content, attributes, 'command', offset);
  return closedBy(content, 'html', offset, offset + 2, close, 500) ?? unclosed(content, 'html', offset);
}
