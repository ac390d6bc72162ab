import { isWordAt } from '../characters.js';
import type { InlineSpan } from './block.js';

const address = /(?:(?:https?|ftp|file):\/\/|www\.|mailto:)[^\s<>"“”`|\\^{}]{0,2000}/y;
const domain = /@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}/y;
const mention = /@\w[\w:.-]*/y;
const localPart = /[\w.+-]{1,64}$/;

/** The web address that starts at an offset, without punctuation that belongs to the sentence around it. */
export function webAddressAt(text: string, offset: number, end: number): InlineSpan | undefined {
  if (isWordAt(text, offset - 1)) return undefined;
  address.lastIndex = offset;
  const found = address.exec(text)?.[0];
  if (found === undefined) return undefined;
  return { kind: 'url', start: offset, end: Math.min(end, offset + trimPunctuation(found).length), open: true };
}

/** At an `@`: the e-mail address around it. Looks back to `from` at most. */
export function emailAt(text: string, offset: number, from: number, end: number): InlineSpan | undefined {
  const found = atSignAt(text, offset, from, end);
  return found?.kind === 'url' ? found : undefined;
}

/** At an `@`: the e-mail address around it, or the name that is mentioned or cited after it. Looks back to `from` at most. */
export function atSignAt(text: string, offset: number, from: number, end: number): InlineSpan | undefined {
  const local = localPart.exec(text.slice(Math.max(from, offset - 64), offset))?.[0] ?? '';
  if (local !== '') {
    domain.lastIndex = offset;
    const found = domain.exec(text)?.[0];
    return found === undefined
      ? undefined
      : { kind: 'url', start: offset - local.length, end: Math.min(end, offset + found.length), open: true };
  }
  mention.lastIndex = offset;
  const found = isWordAt(text, offset - 1) ? undefined : mention.exec(text)?.[0];
  return found === undefined
    ? undefined
    : { kind: 'citation', start: offset, end: Math.min(end, offset + trimPunctuation(found).length), open: true };
}

/**
 * Cuts full stops, commas and quotes at the end, closing brackets that are not opened in the address, and what follows such a square
 * bracket: in "[http://a.b](http://a.b)" it closes the text of a link.
 */
function trimPunctuation(address: string): string {
  const found = address.slice(0, squareEnd(address));
  const surplus = new Map([
    [')', count(found, ')') - count(found, '(')],
    [']', count(found, ']') - count(found, '[')],
  ]);
  let end = found.length;
  for (; end > 0; end--) {
    const last = found.charAt(end - 1);
    const closers = surplus.get(last) ?? 0;
    if (closers > 0) surplus.set(last, closers - 1);
    else if (!".,;:!?'’*_~…".includes(last)) break;
  }
  return found.slice(0, end);
}

/** The offset of the first `]` that no `[` stands before; the length if there is none. */
function squareEnd(address: string): number {
  let depth = 0;
  for (let offset = 0; offset < address.length; offset++) {
    const sign = address.charCodeAt(offset);
    if (sign === 91) depth++;
    else if (sign === 93 && --depth < 0) return offset;
  }
  return address.length;
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
