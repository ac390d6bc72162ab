import { isLineEnd, isSpace, isWordAt } from '../../characters.js';
import type { Span } from '../../span.js';
import { commentSyntax, type CommentSyntax, type StringSyntax } from './syntax.js';

export interface CommentSpan extends Span {
  /** A line comment ends before the line end; a block comment holds its closing sign; documentation is a string. */
  readonly kind: 'line' | 'block' | 'documentation';
}

/**
 * The comments of program code, with their signs, in order. Comment signs in strings do not count. Empty for a language
 * whose comments we do not know.
 */
export function commentSpans(text: string, languageId: string): CommentSpan[] {
  const syntax = commentSyntax(languageId);
  if (!syntax) return [];
  const found: CommentSpan[] = [];
  const starts = startsOf(syntax);
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const { end, comment } = readFrom(text, match.index, match[0], syntax);
    if (comment) found.push({ kind: comment, start: match.index, end });
    starts.lastIndex = Math.max(end, match.index + 1);
  }
  return found;
}

interface Reading {
  readonly end: number;
  readonly comment?: CommentSpan['kind'];
}

/** Reads the comment or string that a sign starts. */
function readFrom(text: string, start: number, sign: string, syntax: CommentSyntax): Reading {
  const block = syntax.block.find(([open]) => open === sign);
  if (block) return { end: blockEnd(text, start, block, syntax.nests ?? false), comment: 'block' };
  const string = syntax.strings.find(({ mark }) => mark === sign);
  if (!string) {
    const isPart = (syntax.spaced ?? false) && start > 0 && !isSpace(text.charCodeAt(start - 1));
    return isPart ? { end: start + sign.length } : { end: lineEnd(text, start), comment: 'line' };
  }
  // An apostrophe in a word ("don't", 1'000) starts no string.
  if (sign === "'" && isWordAt(text, start - 1)) return { end: start + 1 };
  const end = stringEnd(text, start, string);
  return string.documents && isStatement(text, start) ? { end, comment: 'documentation' } : { end };
}

/** All signs that start a comment or a string, the longest first. */
function startsOf({ line, block, strings }: CommentSyntax): RegExp {
  const signs = [...line, ...block.map(([open]) => open), ...strings.map(({ mark }) => mark)].sort((a, b) => b.length - a.length);
  return new RegExp(signs.map(escaped).join('|'), 'g');
}

function escaped(sign: string): string {
  return sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

function blockEnd(text: string, start: number, [open, close]: readonly [string, string], nests: boolean): number {
  if (!nests) {
    const closing = text.indexOf(close, start + open.length);
    return closing < 0 ? text.length : closing + close.length;
  }
  const signs = new RegExp(`${escaped(open)}|${escaped(close)}`, 'g');
  let depth = 0;
  for (signs.lastIndex = start; ;) {
    const sign = signs.exec(text)?.[0];
    if (sign === undefined) return text.length;
    depth += sign === open ? 1 : -1;
    if (depth === 0) return signs.lastIndex;
  }
}

/** The end of the string that starts at an offset; one that may not go over lines ends with its line at the latest. */
function stringEnd(text: string, start: number, { mark, multiline, escapes }: StringSyntax): number {
  for (let end = start + mark.length; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (escapes && code === 92) end++;
    else if (!multiline && isLineEnd(code)) return end;
    else if (text.startsWith(mark, end)) return end + mark.length;
  }
  return text.length;
}

/** Whether nothing but white space comes before an offset on its line. */
function isStatement(text: string, offset: number): boolean {
  let from = offset;
  while (from > 0 && text.charCodeAt(from - 1) !== 10) if (!isSpace(text.charCodeAt(--from))) return false;
  return true;
}
