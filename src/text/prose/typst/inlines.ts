import { isWordAt } from '../../characters.js';
import type { BlockKind, InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { closedBy, matchAt, scanInlines, unclosed } from '../inlineScan.js';
import { plainDollarMathAt } from '../math.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { codeEnd } from './code.js';

const special = /[\\`$#@<]|https?:\/\/|\/[/*]/g;
const name = /#[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*/y;
const label = /<[A-Za-z][\w:.-]{0,80}>/y;
const marker = /^\s*(?:=+|[-+/]|\d{1,3}\.)[ \t]+/;

/** What is no prose in Typst: raw text, math, code, references, labels, comments, addresses, markers. */
export function typstInlines(content: string, kind: BlockKind): InlineSpan[] {
  const end = kind === 'paragraph' ? 0 : (marker.exec(content)?.[0].length ?? 0);
  const markers: InlineSpan[] = end > 0 ? [{ kind: 'marker', start: 0, end }] : [];
  return scanInlines(content, special, (offset, from) => spanAt(content, offset, from), markers);
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return undefined;
    case '`':
      return codeSpanAt(content, offset);
    case '$':
      return plainDollarMathAt(content, offset);
    case '#':
      return codeAt(content, offset);
    case '@':
      return atSignAt(content, offset, from, content.length);
    case '<':
      return matchAt(content, label, 'command', offset);
    case '/':
      return commentAt(content, offset);
    default:
      return webAddressAt(content, offset, content.length);
  }
}

/** A variable, or a call with its arguments; the content block `[…]` behind it is prose. */
function codeAt(content: string, offset: number): InlineSpan | undefined {
  const head = isWordAt(content, offset - 1) ? undefined : matchAt(content, name, 'command', offset);
  if (!head) return undefined;
  if (content.charAt(head.end) !== '(') return content.charAt(head.end) === '[' ? { ...head, end: head.end + 1 } : { ...head, open: true };
  const end = codeEnd(content, head.end, 'call');
  if (end === undefined) return unclosed(content, 'command', offset, head.end - offset + 60);
  return { ...head, end: content.charAt(end) === '[' ? end + 1 : end };
}

function commentAt(content: string, offset: number): InlineSpan {
  if (content.startsWith('/*', offset))
    return (
      closedBy(content, 'comment', offset, offset + 2, '*/', content.length) ?? {
        kind: 'comment',
        start: offset,
        end: content.length,
        open: true,
      }
    );
  return { kind: 'comment', start: offset, end: offset + content.slice(offset).search(/\r?\n|$/), open: true };
}
