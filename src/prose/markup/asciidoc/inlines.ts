import { isSpace, isWordAt } from '../../characters.js';
import type { BlockKind, InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { matchAt, scanInlines } from '../inlineScan.js';
import { emailAt, webAddressAt } from '../webAddress.js';
import { attributeAt } from './attributes.js';
import { type Closers, closersOf } from './closers.js';
import { crossReferenceAt, linkWithText } from './links.js';
import { macroAt } from './macros.js';
import { markersOf } from './markers.js';
import { backticksAt, curvedQuoteAt, emphasisAt, plusAt, scriptAt } from './quotes.js';

const special =
  /[\\`*_#^~+{<[(@&]|["'](?=`)|(?:https?|ftp|irc):\/\/|www\.|mailto:|(?<!\\)footnote(?:ref)?:(?=[^\s[\]]{0,100}\[)|(?<![\p{L}\p{N}_\\:])[a-z](?:(?!footnote)[\w-]){0,30}:(?!:)(?=[^\s[\]]{0,500}\[)|(?<![\p{L}\p{N}_])(?:link|xref|image|icon):(?=[^\s:])/gu;
const addressWithText = /(?:(?:https?|ftp|irc):\/\/|mailto:)[^\s[\]<>]{1,2000}\[/y;
const anchor = /\[\[\[?[^[\]\n]{1,200}\]\]\]?/y;
const attributeList = /\[[^[\]\n]{0,200}\](?=([*_#`^~+"'])(\1?))/y;
const hiddenTerm = /\(\(\([^()]{1,300}\)\)\)/y;
const visibleTerm = /\(\([^()]{1,200}\)\)/y;
const escaped = /\\(?:\\?(\*\*|__|##|``|\+\+)|[*_#`^~+{<[(&@]|["'](?=`)|(?=[a-z][\w-]{0,30}:))/y;

/** What is no prose in AsciiDoc: monospaced text, macros, link targets, attributes, addresses, markers, and all signs of markup. */
export function asciidocInlines(content: string, kind: BlockKind, definitions: Definitions = new Map()): InlineSpan[] {
  const closers = closersOf(content);
  return scanInlines(
    content,
    special,
    (offset, from) => spansAt(content, { offset, from }, closers, definitions),
    markersOf(content, kind),
  );
}

function spansAt(
  content: string,
  { offset, from }: { readonly offset: number; readonly from: number },
  closers: Closers,
  definitions: Definitions,
): InlineSpan | InlineSpan[] | undefined {
  const sign = content.charAt(offset);
  switch (sign) {
    case '\\':
      return escapeAt(content, offset);
    case '`':
      return backticksAt(content, offset, closers);
    case '"':
    case "'":
      return curvedQuoteAt(content, offset, closers);
    case '*':
    case '_':
    case '#':
      return emphasisAt(content, offset, closers);
    case '^':
    case '~':
      return scriptAt(content, offset);
    case '+':
      return plusAt(content, offset, closers);
    case '{':
      return attributeAt(content, offset, closers, definitions);
    case '<':
      return crossReferenceAt(content, offset, closers);
    case '[':
      return bracketAt(content, offset);
    case '(':
      return indexTermAt(content, offset);
    case '&':
      return characterReferenceAt(content, offset);
    case '@':
      return emailAt(content, offset, from, content.length);
    default:
      return addressAt(content, offset, closers) ?? macroAt(content, offset, closers);
  }
}

/** A backslash before what would be markup makes it text. */
function escapeAt(content: string, offset: number): InlineSpan[] | undefined {
  escaped.lastIndex = offset;
  const found = escaped.exec(content);
  if (!found) return undefined;
  const [whole, doubled] = found;
  const end = offset + whole.length - (doubled?.length ?? (whole.length > 1 ? 1 : 0));
  const backslash: InlineSpan = { kind: 'sign', start: offset, end };
  return doubled === undefined ? [backslash] : [backslash, { kind: 'sign', start: end, end: end + 2, shows: doubled }];
}

/** An anchor, or the attributes of the formatted text after them. */
function bracketAt(content: string, offset: number): InlineSpan | undefined {
  const found = matchAt(content, anchor, 'command', offset);
  if (found) return found;
  attributeList.lastIndex = offset;
  const [list, sign, doubled] = attributeList.exec(content) ?? [];
  if (list === undefined || sign === undefined) return undefined;
  if (isWordAt(content, offset - 1) && doubled === '') return undefined;
  const next = content.charCodeAt(offset + list.length + 1);
  return Number.isNaN(next) || isSpace(next) ? undefined : { kind: 'command', start: offset, end: offset + list.length };
}

/** A term of the index is read where it has two parentheses, not three. */
function indexTermAt(content: string, offset: number): InlineSpan | InlineSpan[] | undefined {
  const hidden = matchAt(content, hiddenTerm, 'command', offset);
  if (hidden) return hidden;
  const term = matchAt(content, visibleTerm, 'sign', offset);
  if (!term) return undefined;
  return [
    { ...term, end: offset + 2 },
    { ...term, start: term.end - 2 },
  ];
}

/** An address; where a text in brackets follows, that is read. */
function addressAt(content: string, offset: number, closers: Closers): InlineSpan | InlineSpan[] | undefined {
  addressWithText.lastIndex = offset;
  const found = isWordAt(content, offset - 1) ? undefined : addressWithText.exec(content)?.[0];
  if (found === undefined) return webAddressAt(content, offset, content.length);
  return linkWithText(content, offset, offset + found.length - 1, found.slice(0, -1).replace(/^mailto:/, ''), closers);
}

const reference = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/iy;
const names: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', ndash: '–', mdash: '—', hellip: '…', middot: '·', bull: '•' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', copy: '©', reg: '®', trade: '™', deg: '°' },
  ...{ larr: '←', rarr: '→', times: '×', plusmn: '±', zwj: '', shy: '' },
};

/** A character by its number or name: "&#8217;" or "&amp;". */
function characterReferenceAt(content: string, offset: number): InlineSpan | undefined {
  reference.lastIndex = offset;
  const [whole, decimal, hexadecimal, name = ''] = reference.exec(content) ?? [];
  if (whole === undefined) return undefined;
  const code = Number.parseInt(decimal ?? hexadecimal ?? '', decimal === undefined ? 16 : 10);
  const shows = code <= 0x10ffff ? String.fromCodePoint(code) : Object.hasOwn(names, name) ? names[name] : undefined;
  return shows === undefined ? undefined : { kind: 'command', start: offset, end: offset + whole.length, shows };
}
