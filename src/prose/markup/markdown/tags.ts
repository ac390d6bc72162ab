import { isSpace } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { withoutEntities } from '../entities.js';
import { closedBy, matchAt } from '../inlineScan.js';
import { bracesEnd } from './braces.js';

const name = /<\/?(?:[A-Za-z][\w.:-]*)?/y;
const autolink = /<([A-Za-z][\w+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,250})>/y;
/** What XML has beside tags: an instruction for a processor, characters without markup, a declaration. */
const instructions = /<\?[^>]{0,600}?\?>|<!\[CDATA\[[^\]]{0,600}\]\]>|<![A-Za-z][^>]{0,600}>/y;
const tagBeingTyped = /<\/?[A-Za-z][\w-]*(?:\s+[\w:-]+=(?:"[^"\n]*"?)?)*/y;
const codeTag = /<(code|samp|tt|math|svg)(?=[\s>])/iy;
const emptyComment = /<!--(?:-?>)/y;
/** How far a tag, and code between tags, may reach. */
const longestTag = 600;

/** At `<`: a comment, an address, a tag, or code between tags. A line break ends a line; other tags are not seen. */
export function tagAt(content: string, offset: number): InlineSpan | readonly InlineSpan[] | undefined {
  if (content.startsWith('<!--', offset)) {
    const empty = matchAt(content, emptyComment, 'comment', offset);
    if (empty) return empty;
    return (
      closedBy(content, 'comment', offset, offset + 4, '-->', Infinity) ?? {
        kind: 'comment',
        start: offset,
        end: content.length,
        open: true,
      }
    );
  }
  const instruction = matchAt(content, instructions, 'html', offset);
  if (instruction) return instruction;
  autolink.lastIndex = offset;
  const address = autolink.exec(content);
  if (address) return { kind: 'url', start: offset, end: offset + address[0].length, ...(address[1] && { shows: address[1] }) };
  const end = tagEnd(content, offset, offset + longestTag);
  if (end === undefined) {
    const typed = matchAt(content, tagBeingTyped, 'html', offset);
    return typed && { ...typed, open: true };
  }
  if (/^<br(?=[\s/>])/i.test(content.slice(offset, offset + 5))) return { kind: 'break', start: offset, end };
  return codeBetween(content, offset, end) ?? { kind: 'html', start: offset, end };
}

/**
 * The offset after the tag that starts at an offset; `undefined` when none does that ends before `to`. Values of attributes may hold any
 * sign: "…", '…' and, as in JSX, {…}.
 */
export function tagEnd(text: string, start: number, to: number): number | undefined {
  name.lastIndex = start;
  const found = name.exec(text)?.[0] ?? '';
  let offset = start + found.length;
  const isName = /[A-Za-z]/.test(found) ? /[\s/>]/.test(text.charAt(offset)) : text.charAt(offset) === '>';
  if (found === '' || !isName) return undefined;
  for (const limit = Math.min(to, text.length); offset < limit; offset++) {
    const sign = text.charAt(offset);
    if (sign === '>') return offset + 1;
    if (sign === '<') return undefined;
    const end = sign === '{' ? bracesEnd(text, offset, limit) : sign === '"' || sign === "'" ? valueEnd(text, offset, limit) : offset + 1;
    if (end === undefined) return undefined;
    offset = end - 1;
  }
  return undefined;
}

/** The offset after the value in quotation marks that starts at an offset: an equals sign stands before it. */
function valueEnd(text: string, start: number, limit: number): number | undefined {
  let before = start - 1;
  while (isSpace(text.charCodeAt(before)) && start - before < 10) before--;
  if (text.charAt(before) !== '=') return undefined;
  const length = text.slice(start + 1, limit).indexOf(text.charAt(start));
  return length < 0 ? undefined : start + length + 2;
}

/** `<code>…</code>` and its like: the tags, and between them code or a formula. */
function codeBetween(content: string, offset: number, end: number): InlineSpan[] | undefined {
  codeTag.lastIndex = offset;
  const tag = codeTag.exec(content)?.[1]?.toLowerCase();
  if (tag === undefined) return undefined;
  const length = content.slice(end, end + longestTag).search(new RegExp(`</${tag}\\s*>`, 'i'));
  if (length < 0) return undefined;
  const close = end + length;
  const closed = content.indexOf('>', close) + 1;
  if (tag === 'svg') return [{ kind: 'html', start: offset, end: closed }];
  const shows = withoutEntities(content.slice(end, close).replace(/<[^<>]*>/g, ''));
  const inside: InlineSpan[] = length === 0 ? [] : [{ kind: tag === 'math' ? 'math' : 'code', start: end, end: close, shows }];
  return [{ kind: 'html', start: offset, end }, ...inside, { kind: 'html', start: close, end: closed }];
}
