import type { BlockKind, InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { emphasisSigns } from '../emphasis.js';
import { entityAt } from '../entities.js';
import { closedBy, inOrder, matchAt, scanInlines } from '../inlineScan.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { attributesAt } from './attributes.js';
import { bracesEnd } from './braces.js';
import { withBrackets } from './brackets.js';
import { codeAt } from './code.js';
import { linkTargetAt, referenceAt } from './links.js';
import { markersOf } from './markers.js';
import { backslashAt, formulaAt } from './math.js';
import { inlineNoteAt } from './notes.js';
import { tagAt } from './tags.js';
import { templateAt } from './templates.js';
import { wikiEmbedAt } from './wikiLinks.js';

const special = /[\\`$<[\]@{&^~!:]|%%| {2}\r?\n|(?:https?|ftp|file):\/\/|www\.|mailto:/g;
const blockName = /\^[\w-]{1,60}(?=[ \t]*(?:\r?\n|$))/y;
const raised = /\^[^\s^[\]]{1,40}\^/y;
const lowered = /~[^\s~]{1,40}~(?!~)/y;
const emoji = /:[a-z][\w+-]{1,40}:(?![\w:/`])/y;
const noFields: Definitions = new Map();

/**
 * What is no prose in a Markdown block: code, math, addresses, link targets, tags, citations, markers, and the signs of emphasis, links,
 * escapes and line breaks. A construct that is not closed is no prose a short way after its start, because the writer is probably in the
 * midst of typing it.
 */
export function markdownInlines(content: string, kind: BlockKind, fields: Definitions = noFields): InlineSpan[] {
  return inlines(content, kind, (offset, from) => spanAt(content, offset, from, fields));
}

/** The same in MDX, where braces hold expressions and comments. */
export function mdxInlines(content: string, kind: BlockKind, fields: Definitions = noFields): InlineSpan[] {
  return inlines(content, kind, (offset, from) => expressionAt(content, offset) ?? spanAt(content, offset, from, fields));
}

type Found = InlineSpan | readonly InlineSpan[] | undefined;

function inlines(content: string, kind: BlockKind, at: (offset: number, from: number) => Found): InlineSpan[] {
  const spans = withBrackets(content, scanInlines(content, special, at, markersOf(content, kind)));
  const ordered = inOrder(spans);
  return inOrder([...ordered, ...emphasisSigns(content, ordered)]);
}

function spanAt(content: string, offset: number, from: number, fields: Definitions): Found {
  switch (content.charAt(offset)) {
    case '\\':
      return backslashAt(content, offset);
    case '`':
      return codeAt(content, offset, offset);
    case '$':
      return formulaAt(content, offset);
    case '<':
      return tagAt(content, offset);
    case ']':
      return linkTargetAt(content, offset);
    case '[':
      return referenceAt(content, offset);
    case '!':
      return content.startsWith('![[', offset) ? wikiEmbedAt(content, offset) : undefined;
    case '@':
      return nameAt(content, offset, from);
    case '{':
      return templateAt(content, offset, fields) ?? roleAt(content, offset) ?? attributesAt(content, offset);
    case '&':
      return entityAt(content, offset);
    case '^':
      return caretAt(content, offset);
    case '~':
      return signsAround(matchAt(content, lowered, 'sign', offset));
    case ':':
      return isSpaced(content, offset) ? matchAt(content, emoji, 'html', offset) : undefined;
    case '%':
      return closedBy(content, 'comment', offset, offset + 2, '%%');
    case ' ':
      return lineBreakAt(content, content.indexOf('\n', offset));
    default:
      return webAddressAt(content, offset, content.length);
  }
}

const person = /^@[A-Za-z][A-Za-z-]*$/;
const place = /^@(?:fig|tbl|sec|eq|lst|thm|lem|cor|prp|def|exm|exr)-/;

/** At `@`: an address, the key of a source, or the name of a person, which is read. */
function nameAt(content: string, offset: number, from: number): InlineSpan | undefined {
  const span = atSignAt(content, offset, from, content.length);
  if (!span) return undefined;
  const name = content.slice(span.start, span.end);
  return person.test(name) && !place.test(name) ? { ...span, shows: name } : span;
}

/** At `{` in MDX: an expression, of which a reader sees its value, or a comment. */
function expressionAt(content: string, offset: number): InlineSpan | undefined {
  if (content.charAt(offset) !== '{') return undefined;
  const end = bracesEnd(content, offset, Math.min(content.length, offset + 1000));
  return end === undefined ? undefined : { kind: content.startsWith('{/*', offset) ? 'comment' : 'command', start: offset, end };
}

/** MyST's roles: {ref}`title <target>`, of which the title is read. */
function roleAt(content: string, offset: number): InlineSpan | undefined {
  const name = /^\{[\w:+-]{1,40}\}(?=`)/.exec(content.slice(offset, offset + 44))?.[0];
  return name === undefined ? undefined : codeAt(content, offset, offset + name.length);
}

/** At `^`: a footnote in place, a name of the block at its end, or signs around raised text. */
function caretAt(content: string, offset: number): Found {
  const name = isSpaced(content, offset) ? matchAt(content, blockName, 'command', offset) : undefined;
  return inlineNoteAt(content, offset) ?? name ?? signsAround(matchAt(content, raised, 'sign', offset));
}

function signsAround(span: InlineSpan | undefined): Found {
  if (!span) return undefined;
  return [
    { kind: 'sign', start: span.start, end: span.start + 1 },
    { kind: 'sign', start: span.end - 1, end: span.end },
  ];
}

function isSpaced(content: string, offset: number): boolean {
  return offset === 0 || /\s/.test(content.charAt(offset - 1));
}

/** Only the line end itself, because one goes on writing behind the spaces before it. */
function lineBreakAt(content: string, lineEnd: number): InlineSpan {
  return { kind: 'break', start: content.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd, end: lineEnd + 1 };
}
