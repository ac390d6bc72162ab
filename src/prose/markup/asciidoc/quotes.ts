import { isBlank, isSpace, isWordAt } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { matchAt, unclosed } from '../inlineScan.js';
import type { Closers } from './closers.js';

const script = /([\^~])[^\s^~]{1,100}\1/y;
const lineEnd = /\+[ \t]*(?:\r?\n|$)/y;

/** Monospaced text, at a backtick; an apostrophe where a straight one follows. */
export function backticksAt(content: string, offset: number, closers: Closers): InlineSpan | undefined {
  if (content.startsWith("`'", offset)) return { kind: 'sign', start: offset, end: offset + 2, shows: '’' };
  if (content.startsWith('``', offset)) return between(content, 'code', offset, 2, closers.doubleCode(offset + 3)?.index);
  if (/["'`}]/.test(content.charAt(offset - 1)) || !opens(content, offset, 1)) return undefined;
  const literal = content.charAt(offset + 1) === '+' ? closers.literalCode(offset + 3)?.index : undefined;
  if (literal !== undefined) return between(content, 'code', offset, 2, literal);
  return between(content, 'code', offset, 1, closers.code(offset + 2)?.index) ?? unclosed(content, 'code', offset);
}

/** "`text`" and '`text`': quotation marks. */
export function curvedQuoteAt(content: string, offset: number, closers: Closers): InlineSpan[] | undefined {
  if (!opens(content, offset, 2)) return undefined;
  const isDouble = content.charAt(offset) === '"';
  const close = (isDouble ? closers.doubleQuote : closers.singleQuote)(offset + 3)?.index;
  if (close === undefined) return undefined;
  return [
    { kind: 'sign', start: offset, end: offset + 2, shows: isDouble ? '“' : '‘' },
    { kind: 'sign', start: close, end: close + 2, shows: isDouble ? '”' : '’' },
  ];
}

/** Bold, italic and marked text; doubled signs also inside a word. */
export function emphasisAt(content: string, offset: number, closers: Closers): InlineSpan[] | undefined {
  const sign = content.charAt(offset) as '*' | '_' | '#';
  if (content.charAt(offset + 1) === sign) {
    const doubled = `${sign}${sign}` as '**' | '__' | '##';
    const close = closers[doubled](offset + 3)?.index;
    return close === undefined ? undefined : signs(offset, close, 2);
  }
  const close = opens(content, offset, 1) ? closers[sign](offset + 2)?.index : undefined;
  return close === undefined ? undefined : signs(offset, close, 1);
}

/** Text above or below the line: it holds no white space. */
export function scriptAt(content: string, offset: number): InlineSpan[] | undefined {
  const found = matchAt(content, script, 'sign', offset);
  return found && signs(offset, found.end - 1, 1);
}

/** Text that is not to be read as markup, between plus signs; or the end of a line, which is to stay one. */
export function plusAt(content: string, offset: number, closers: Closers): InlineSpan | undefined {
  const isHardBreak = isBlank(content.charCodeAt(offset - 1)) && matchAt(content, lineEnd, 'break', offset);
  if (isHardBreak) return { ...isHardBreak, start: offset - 1, kind: isHardBreak.end < content.length ? 'break' : 'sign' };
  if (content.startsWith('+++', offset)) return rawAt(content, offset, closers);
  if (content.startsWith('++', offset)) {
    // Of "C++ and C++", the signs are text.
    const isText = isWordAt(content, offset - 1) && !isWordAt(content, offset + 2);
    return isText ? undefined : between(content, 'code', offset, 2, closers['++'](offset + 3)?.index);
  }
  return opens(content, offset, 1) ? between(content, 'code', offset, 1, closers['+'](offset + 2)?.index) : undefined;
}

/** What goes through to the page as it is, such as tags. */
function rawAt(content: string, offset: number, closers: Closers): InlineSpan | undefined {
  const close = closers['+++'](offset + 3)?.index;
  return close === undefined
    ? undefined
    : { kind: 'html', start: offset, end: close + 3, shows: withoutTags(content.slice(offset + 3, close)) };
}

export function withoutTags(text: string): string {
  return text.replace(/<[^<>]*>/g, '');
}

/** Whether signs open text: no word before them, no white space behind them. */
function opens(content: string, offset: number, length: number): boolean {
  const next = content.charCodeAt(offset + length);
  return !Number.isNaN(next) && !isSpace(next) && !isWordAt(content, offset - 1) && !/[;:}_]/.test(content.charAt(offset - 1));
}

function between(
  content: string,
  kind: InlineSpan['kind'],
  start: number,
  length: number,
  close: number | undefined,
): InlineSpan | undefined {
  return close === undefined ? undefined : { kind, start, end: close + length, shows: content.slice(start + length, close) };
}

function signs(start: number, close: number, length: number): InlineSpan[] {
  return [
    { kind: 'sign', start, end: start + length },
    { kind: 'sign', start: close, end: close + length },
  ];
}
