import { isSpace } from '../../characters.js';
import type { BlockKind, InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { matchAt, scanInlines } from '../inlineScan.js';
import { nextMatch } from '../nextMatch.js';
import { emailAt, webAddressAt } from '../webAddress.js';
import { backticksAt, literalAt } from './backticks.js';
import { closesReference, opensInline } from './context.js';
import { literalSign, markersOf } from './markers.js';

const special =
  /[\\`|[*@]|:[A-Za-z][\w:.+-]{0,40}:`|(?<![\p{L}\p{N}_])_`|(?<=[\p{L}\p{N}])__?(?![\p{L}\p{N}_])|(?:https?|ftp):\/\/|www\.|mailto:/gu;
const substitution = /\|[^\s|](?:[^|\n]{0,60}[^\s|])?\|_{0,2}/y;
/** A paragraph of nothing but these is one of pictures, such as badges. */
const onlySubstitutions = /^\s*(?:\|[^|\n]+\|_{0,2}\s*)+$/;
const reference = /\[(?:#[\w.-]{0,60}|\*|[\p{L}\p{N}][\p{L}\p{N}_.:+-]{0,60})\]_(?!\p{L})/uy;

/** Finds what closes emphasis, a literal or a role, for offsets that go forward. */
type Closers = ReturnType<typeof closersOf>;

function closersOf(content: string) {
  return {
    backtick: nextMatch(content, /(?<![\s\\])`(?!`)/g),
    literal: nextMatch(content, /(?<!\s)``(?!`)/g),
    star: nextMatch(content, /(?<![\s\\*])\*(?![*\p{L}\p{N}])/gu),
    stars: nextMatch(content, /(?<![\s\\])\*\*(?![*\p{L}\p{N}])/gu),
  };
}

/** What is no prose in reStructuredText: literals, roles, link targets, substitutions, references, addresses, and all signs of markup. */
export function rstInlines(content: string, kind: BlockKind, definitions: Definitions = new Map()): InlineSpan[] {
  if (onlySubstitutions.test(content)) return [{ kind: 'command', start: 0, end: content.length }];
  const closers = closersOf(content);
  const markers = markersOf(content, kind);
  const sign = literalSign(content);
  return scanInlines(
    content,
    special,
    (offset, from) => spansAt(content, offset, from, closers) ?? substitutionAt(content, offset, definitions),
    sign ? [...markers, sign] : markers,
  );
}

function spansAt(content: string, offset: number, from: number, closers: Closers): InlineSpan | InlineSpan[] | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return escapeAt(content, offset);
    case '*':
      return emphasisAt(content, offset, closers);
    case '`':
      return content.startsWith('``', offset)
        ? literalAt(content, offset, closers.literal)
        : backticksAt(content, offset, closers.backtick);
    case ':':
      return backticksAt(content, offset, closers.backtick);
    case '_':
      return underscoreAt(content, offset, closers);
    case '[':
      return matchAt(content, reference, 'citation', offset);
    case '@':
      return emailAt(content, offset, from, content.length);
    default:
      return webAddressAt(content, offset, content.length);
  }
}

/** A backslash makes a sign a character; with white space after it, both are nothing. */
function escapeAt(content: string, offset: number): InlineSpan | undefined {
  if (offset + 1 >= content.length) return undefined;
  const length = content.startsWith('\r\n', offset + 1) ? 3 : isSpace(content.charCodeAt(offset + 1)) ? 2 : 1;
  return { kind: 'sign', start: offset, end: offset + length };
}

function emphasisAt(content: string, offset: number, closers: Closers): InlineSpan[] | undefined {
  const length = content.startsWith('**', offset) ? 2 : 1;
  if (!opensInline(content, offset, offset + length)) return undefined;
  const close = (length === 2 ? closers.stars : closers.star)(offset + length + 1)?.index;
  if (close === undefined) return undefined;
  return [
    { kind: 'sign', start: offset, end: offset + length },
    { kind: 'sign', start: close, end: close + length },
  ];
}

/** The sign after the name of a reference, or before a target inside the text. */
function underscoreAt(content: string, offset: number, closers: Closers): InlineSpan | InlineSpan[] | undefined {
  if (content.startsWith('_`', offset)) {
    const close = closers.backtick(offset + 3)?.index;
    if (close === undefined) return undefined;
    return [
      { kind: 'sign', start: offset, end: offset + 2 },
      { kind: 'sign', start: close, end: close + 1 },
    ];
  }
  const end = content.startsWith('__', offset) ? offset + 2 : offset + 1;
  return closesReference(content, offset) ? { kind: 'sign', start: offset, end } : undefined;
}

/** Where the document does not say what a substitution stands for, its name does. */
function substitutionAt(content: string, offset: number, definitions: Definitions): InlineSpan | undefined {
  if (content.charAt(offset) !== '|') return undefined;
  const span = matchAt(content, substitution, 'code', offset);
  if (!span || !opensInline(content, offset, offset + 1)) return undefined;
  const name = content.slice(offset + 1, content.lastIndexOf('|', span.end - 1));
  const defined = definitions.get(name.toLowerCase());
  return { ...span, shows: defined?.text ?? name, ...(defined && { defined: true }) };
}
