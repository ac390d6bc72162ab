import { isSpace, isWordAt } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';
import { closedBy, matchAt, scanInlines, unclosed } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';

const special = /[\\`+{<@]|(?:link|xref|image|icon|stem|latexmath|asciimath|pass|kbd|btn|menu|anchor):|(?:https?|ftp):\/\/|www\.|mailto:/g;
const macro = /([a-z]+):{1,2}([^\s[\]]{0,500})(\[?)/y;
const attribute = /\{[\w-]{1,60}(?::[^{}\n]{0,100})?\}/y;
const marker =
  /^\s*(?:(?:\*{1,6}|\.{1,6}|-|\d{1,3}\.|<(?:\d{1,2}|\.)>|[a-z]\.)[ \t]+(?:\[[ *x]\][ \t]+)?|(?:={1,6}|#{1,6})[ \t]+|\.(?=[^\s.]))/;

/** What is no prose in AsciiDoc: monospaced text, macros, cross references, attributes, addresses, markers. */
export function asciidocInlines(content: string): InlineSpan[] {
  const end = marker.exec(content)?.[0].length ?? 0;
  const markers: InlineSpan[] = end > 0 ? [{ kind: 'marker', start: 0, end }] : [];
  return scanInlines(content, special, (offset, from) => spanAt(content, offset, from), markers);
}

function spanAt(content: string, offset: number, from: number): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return undefined;
    case '`':
      return codeSpanAt(content, offset);
    case '+':
      return passThroughAt(content, offset);
    case '{':
      return matchAt(content, attribute, 'command', offset);
    case '<':
      return crossReferenceAt(content, offset);
    case '@':
      return atSignAt(content, offset, from, content.length);
    default:
      return addressAt(content, offset) ?? macroAt(content, offset);
  }
}

function passThroughAt(content: string, offset: number): InlineSpan | undefined {
  if (isWordAt(content, offset - 1) || isSpace(content.charCodeAt(offset + 1))) return undefined;
  return closedBy(content, 'code', offset, offset + 1, '+', 200);
}

/** `<<name>>`, and `<<name,` of one with a text. */
function crossReferenceAt(content: string, offset: number): InlineSpan | undefined {
  if (!content.startsWith('<<', offset)) return undefined;
  const whole = closedBy(content, 'link-target', offset, offset + 2, '>>', 300);
  if (!whole) return unclosed(content, 'link-target', offset);
  const comma = content.slice(offset, whole.end).indexOf(',');
  return comma < 0 ? whole : { ...whole, end: offset + comma + 1 };
}

/** An address, without the text in brackets that may follow. */
function addressAt(content: string, offset: number): InlineSpan | undefined {
  const found = webAddressAt(content, offset, content.length);
  if (!found) return undefined;
  const bracket = content.slice(offset, found.end).indexOf('[');
  return bracket < 0 ? found : { kind: 'url', start: offset, end: offset + bracket + 1 };
}

/** `link:target[` and `xref:target[`, whose brackets hold prose; all of other macros. */
function macroAt(content: string, offset: number): InlineSpan | undefined {
  if (isWordAt(content, offset - 1)) return undefined;
  macro.lastIndex = offset;
  const [head = '', name, , bracket] = macro.exec(content) ?? [];
  const end = offset + head.length;
  if (bracket === '') return head.endsWith(':') ? undefined : { kind: 'link-target', start: offset, end, open: true };
  if (name === 'link' || name === 'xref') return { kind: 'link-target', start: offset, end };
  const kind = name === 'stem' || name?.endsWith('math') === true ? 'math' : 'command';
  return closedBy(content, kind, offset, end, ']', 500) ?? unclosed(content, kind, offset);
}
