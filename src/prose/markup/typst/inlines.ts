import { isSpace, isWordAt } from '../../characters.js';
import type { BlockKind, InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { codeSpanAt } from '../codeSpan.js';
import { closedBy, matchAt, scanInlines } from '../inlineScan.js';
import { plainDollarMathAt } from '../math.js';
import { atSignAt, webAddressAt } from '../webAddress.js';
import { CodeSpans } from './codeSpans.js';
import { parenthesisAt, referenceAt, shownReference } from './references.js';

const special = /[\\`$#@<[\]*_~]|\((?=(?:see|cf\.|e\.g\.,?)?[\s~]{0,2}(?:@|#(?:ref|cite)\())|-{2,3}|-\?|https?:\/\/|\/[/*]/g;
const label = /<[A-Za-z][\w:.-]{0,80}>/y;
const marker = /^\s*(?:=+|[-+/]|\d{1,3}\.)[ \t]+/;
const noLabels: Definitions = new Map();
const character = /\\u\{([0-9a-fA-F]{1,6})\}/y;
/** What stands for signs that a keyboard lacks. */
const shown: Readonly<Record<string, string>> = { '~': '\u00a0', '--': '–', '---': '—', '-?': '' };

/** What is no prose in Typst: raw text, math, code, references, labels, comments, addresses, markers, and the signs of emphasis. */
export function typstInlines(content: string, kind: BlockKind, labels: Definitions = noLabels): InlineSpan[] {
  const end = kind === 'paragraph' ? 0 : (marker.exec(content)?.[0].length ?? 0);
  const markers: InlineSpan[] = end > 0 ? [{ kind: 'marker', start: 0, end }] : [];
  const code = new CodeSpans(content);
  return scanInlines(content, special, (offset, from) => spanAt(content, { offset, from }, code, labels), markers);
}

function spanAt(
  content: string,
  { offset, from }: { readonly offset: number; readonly from: number },
  code: CodeSpans,
  labels: Definitions,
): InlineSpan | undefined {
  switch (content.charAt(offset)) {
    case '\\':
      return escapeAt(content, offset);
    case '`':
      return rawAt(content, offset);
    case '$':
      return mathAt(content, offset);
    case '#':
      return referenceSpan(content, { offset, from }, code, labels) ?? code.codeAt(offset);
    case '(':
      return parenthesisAt(content, offset, labels);
    case '@':
      return referenceSpan(content, { offset, from }, code, labels) ?? atSignAt(content, offset, from, content.length);
    case '<':
      return matchAt(content, label, 'command', offset);
    case '/':
      return commentAt(content, offset);
    case '[':
    case ']':
      return code.bracketAt(offset);
    case '*':
    case '_':
      return isEmphasis(content, offset) ? { kind: 'sign', start: offset, end: offset + 1 } : undefined;
    case 'h':
      return webAddressAt(content, offset, content.length);
    default:
      return signAt(content, offset);
  }
}

/** Raw text; of three backticks and more, without the name of its language. */
function rawAt(content: string, offset: number): InlineSpan | undefined {
  const span = codeSpanAt(content, offset);
  const named = span && /^`{3,9}[\w-]+[ \n]/.exec(content.slice(offset, offset + 40))?.[0];
  return !span || named === undefined ? span : { ...span, shows: content.slice(offset + named.length, span.end).replace(/`+$/, '') };
}

/** A backslash before white space breaks the line; before a sign it says that the sign is meant as it is. */
function escapeAt(content: string, start: number): InlineSpan | undefined {
  const next = content.charCodeAt(start + 1);
  if (Number.isNaN(next) || isSpace(next)) return { kind: 'break', start, end: start + 1 };
  character.lastIndex = start;
  const code = parseInt(character.exec(content)?.[1] ?? '', 16);
  if (code <= 0x10ffff) return { kind: 'sign', start, end: character.lastIndex, shows: String.fromCodePoint(code) };
  return { kind: 'sign', start, end: start + 1 };
}

/** Math with spaces inside its dollar signs stands on a line of its own, and is no part of the sentence. */
function mathAt(content: string, offset: number): InlineSpan {
  const math = plainDollarMathAt(content, offset);
  const isDisplayed = math.open !== true && isSpace(content.charCodeAt(offset + 1)) && isSpace(content.charCodeAt(math.end - 2));
  return isDisplayed ? { ...math, kind: 'break' } : math;
}

/** A reference, with the noun that it prints, or with the words that are given after it in brackets. */
function referenceSpan(
  content: string,
  { offset, from }: { readonly offset: number; readonly from: number },
  code: CodeSpans,
  labels: Definitions,
): InlineSpan | undefined {
  const reference = referenceAt(content, offset, from);
  if (!reference || content.charAt(reference.span.end) !== '[') return reference && shownReference(content, reference, labels);
  code.openContent('', reference.span.end);
  return { kind: 'citation', start: offset, end: reference.span.end + 1 };
}

function isEmphasis(content: string, offset: number): boolean {
  if (isWordAt(content, offset - 1) && isWordAt(content, offset + 1)) return false;
  const before = content.charCodeAt(offset - 1);
  const after = content.charCodeAt(offset + 1);
  return !(Number.isNaN(before) || isSpace(before)) || !(Number.isNaN(after) || isSpace(after));
}

function signAt(content: string, start: number): InlineSpan | undefined {
  const source = /^(?:~|-\?|-{2,3})/.exec(content.slice(start, start + 3))?.[0] ?? '';
  const shows = shown[source];
  return shows === undefined ? undefined : { kind: 'sign', start, end: start + source.length, shows };
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
  const end = content.indexOf('\n', offset);
  return { kind: 'comment', start: offset, end: end < 0 ? content.length : content.charCodeAt(end - 1) === 13 ? end - 1 : end, open: true };
}
