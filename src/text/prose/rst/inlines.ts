import type { BlockKind, InlineSpan } from '../block.js';
import { closedBy, matchAt, scanInlines, unclosed } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';

const special = /[\\`|[@]|:[A-Za-z][\w:.+-]{0,40}:`|(?:https?|ftp):\/\/|www\.|mailto:/g;
const item = /^\s*(?:[*+•-]|(?:\d{1,3}|[A-Za-z]|#|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|[A-Za-z])\)|:[^:\s][^:\n]*:|\.\. +\[[^\]\n]+\])(?:\s+|$)/;
const line = /^[ \t]*\|[ \t]/gm;
const substitution = /\|[^\s|][^|\n]{0,60}\|_{0,2}/y;
const reference = /\[[#*\w.-]{1,60}\]_/y;

/** What is no prose in reStructuredText: literals, roles, link targets, substitutions, references, addresses, markers. */
export function rstInlines(content: string, kind: BlockKind): InlineSpan[] {
  return scanInlines(content, special, (offset, from) => spanAt(content, offset, from), markersOf(content, kind));
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return undefined;
    case '`':
      return backticksAt(content, offset);
    case ':':
      return closedBy(content, 'code', offset, content.indexOf('`', offset) + 1, '`', 500) ?? unclosed(content, 'code', offset);
    case '|':
      return matchAt(content, substitution, 'command', offset);
    case '[':
      return matchAt(content, reference, 'citation', offset);
    case '@':
      return atSignAt(content, offset, from, content.length);
    default:
      return webAddressAt(content, offset, content.length);
  }
}

/** "``literal``", "`role text`", and of "`text <target>`_" the target: its text is prose. */
function backticksAt(content: string, offset: number): InlineSpan | undefined {
  const sign = content.startsWith('``', offset) ? '``' : '`';
  const whole = closedBy(content, 'code', offset, offset + sign.length, sign, 1000);
  if (!whole) return unclosed(content, 'code', offset);
  if (sign === '``' || content.charAt(whole.end) !== '_') return whole;
  const target = content.slice(offset, whole.end).search(/\s*<[^<>]*>`$/);
  return target < 0 ? undefined : { kind: 'link-target', start: offset + target, end: whole.end + 1 };
}

function markersOf(content: string, kind: BlockKind): InlineSpan[] {
  if (kind === 'heading') return adornments(content);
  const first = item.exec(content)?.[0].length ?? 0;
  if (first > 0) return [{ kind: 'marker', start: 0, end: first }];
  return Array.from(content.matchAll(line), (match) => ({ kind: 'marker', start: match.index, end: match.index + match[0].length }));
}

/** The lines of signs below, and perhaps above, the text of a heading. */
function adornments(content: string): InlineSpan[] {
  const last = content.lastIndexOf('\n') + 1;
  const first = content.indexOf('\n') + 1;
  const below: InlineSpan = { kind: 'marker', start: last, end: content.length, open: true };
  return first < last ? [{ kind: 'marker', start: 0, end: first }, below] : [below];
}
