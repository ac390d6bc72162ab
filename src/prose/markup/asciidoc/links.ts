import { trimEndOffset } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { unclosed } from '../inlineScan.js';
import type { Closers } from './closers.js';

const address = /^<(?:https?|ftp|irc|mailto):[^\s<>]{1,2000}>/;

/**
 * A link whose text stands in brackets: the text is read, without attributes after it. Where there is none, what is given for it is.
 * @param open the offset of the opening bracket
 */
export function linkWithText(
  content: string,
  start: number,
  open: number,
  insteadOfText: string,
  closers: Closers,
): InlineSpan | InlineSpan[] {
  const close = closers.bracket(open);
  if (close === undefined) return { kind: 'link-target', start, end: open + 1 };
  const text = textIn(content, open + 1, close);
  if (text.start === text.end) return { kind: 'url', start, end: close + 1, shows: insteadOfText };
  return [
    { kind: 'link-target', start, end: text.start },
    { kind: 'sign', start: text.end, end: close + 1 },
  ];
}

/** The text between two brackets: in quotation marks where it has commas, before attributes, and before the sign of a new window. */
function textIn(content: string, start: number, end: number): { start: number; end: number } {
  const source = content.slice(start, end);
  const quoted = source.includes('=') ? /^"((?:[^"\\]|\\.)*)"\s*(?:,|$)/.exec(source)?.[1] : undefined;
  if (quoted !== undefined) return { start: start + 1, end: start + 1 + quoted.length };
  const attributes = source.search(/(?:^|,)[ \t]{0,10}[\w-]{1,40}=/);
  const textEnd = trimEndOffset(content, start, attributes < 0 ? end : start + attributes);
  return { start, end: textEnd > start && content.charAt(textEnd - 1) === '^' ? textEnd - 1 : textEnd };
}

/** `<<name>>` and `<<name,text>>`, or an address in angle brackets. */
export function crossReferenceAt(content: string, offset: number, closers: Closers): InlineSpan | InlineSpan[] | undefined {
  if (!content.startsWith('<<', offset)) return addressInBrackets(content, offset);
  const close = closers.reference(offset + 2)?.index;
  if (close === undefined) return unclosed(content, 'link-target', offset);
  const source = content.slice(offset + 2, close);
  const comma = source.indexOf(',');
  if (/^\s/.test(source) || /[<\n]/.test(comma < 0 ? source : source.slice(0, comma))) return undefined;
  if (comma < 0) return { kind: 'url', start: offset, end: close + 2, shows: nameOfPlace(source) };
  const space = /^\s*/.exec(source.slice(comma + 1))?.[0].length ?? 0;
  return [
    { kind: 'link-target', start: offset, end: offset + 2 + comma + 1 + space },
    { kind: 'sign', start: close, end: close + 2 },
  ];
}

/** What stands for a place in a document that has a title elsewhere: the words of its name. */
export function nameOfPlace(target: string): string {
  const [path = '', id = ''] = target.split('#', 2);
  const name = id === '' ? path.slice(path.lastIndexOf('/') + 1).replace(/\.\w{1,8}$/, '') : id;
  return name
    .slice(name.lastIndexOf(':') + 1)
    .replace(/[_-]+/g, ' ')
    .trim();
}

function addressInBrackets(content: string, offset: number): InlineSpan[] | undefined {
  const found = address.exec(content.slice(offset, offset + 2010))?.[0];
  if (found === undefined) return undefined;
  const end = offset + found.length;
  return [
    { kind: 'sign', start: offset, end: offset + 1 },
    { kind: 'url', start: offset + 1, end: end - 1 },
    { kind: 'sign', start: end - 1, end },
  ];
}
