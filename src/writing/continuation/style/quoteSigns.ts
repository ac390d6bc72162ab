import { isSpace, isWordAt } from '../../../prose/characters.js';
import type { Span } from '../../../prose/span.js';

/** Double or single quotation marks. */
export type QuoteLevel = 'double' | 'single';

export interface QuoteSign extends Span {
  readonly sign: string;
  readonly role: 'open' | 'close' | 'apostrophe';
  readonly level: QuoteLevel;
  /** How many quotations are open around the one that this sign opens or closes. */
  readonly depth: number;
}

const signs = /["'“”‘’„«»]|\n[ \t]*\n/g;
/** In TeX two apostrophes close a quotation. */
const texSigns = /``|''|["'“”‘’„«»]|\n[ \t]*\n/g;
const elision = /^(?:tis|twas|twere|twill|em|til|cause|bout|round|n|cos|neath|\d{1,2}s?)\b/i;
/** Quotations within quotations that are kept in mind; more are marks that nothing closes. */
const deepest = 8;

const openers = '([{—–-/"\'“‘„«`*_';

/**
 * The quotation marks and apostrophes of a text, each with what it does there. Straight marks open after white space or an
 * opening sign, and close otherwise. A blank line closes all quotations. The marks of feet and inches are left out.
 */
export function readQuotes(text: string): QuoteSign[] {
  const found: QuoteSign[] = [];
  let open: QuoteLevel[] = [];
  for (const { 0: sign, index: start } of text.matchAll(text.includes('``') ? texSigns : signs)) {
    const end = start + sign.length;
    if (sign.startsWith('\n')) open = [];
    const read = sign.startsWith('\n') || isMeasure(text, start, sign, open) ? undefined : roleOf(text, start, end, sign, open);
    if (!read) continue;
    if (read.role === 'close') open = withoutLast(open, read.level);
    found.push({ ...read, start, end, sign, depth: open.length });
    if (read.role === 'open') open = [...open.slice(1 - deepest), read.level];
  }
  return found;
}

function roleOf(text: string, start: number, end: number, sign: string, open: readonly QuoteLevel[]): Pick<QuoteSign, 'role' | 'level'> {
  switch (sign) {
    case '“':
      // After „ it closes.
      return { level: 'double', role: open.includes('double') && isWordOrStopBefore(text, start) ? 'close' : 'open' };
    case '„':
    case '«':
    case '``':
      return { level: 'double', role: 'open' };
    case '”':
    case '»':
    case "''":
      return { level: 'double', role: 'close' };
    case '"':
      return { level: 'double', role: opensAt(text, start, end, open.includes('double')) ? 'open' : 'close' };
    case '‘':
      return { level: 'single', role: 'open' };
    default:
      return { level: 'single', role: singleRole(text, start, end, sign, open.includes('single')) };
  }
}

function opensAt(text: string, start: number, end: number, isOpen: boolean): boolean {
  const before = text.charAt(start - 1);
  if (before !== '' && !isSpace(before.charCodeAt(0)) && !openers.includes(before)) return false;
  return !isOpen || (end < text.length && !isSpace(text.charCodeAt(end)));
}

/** What `'` or `’` does. */
function singleRole(text: string, start: number, end: number, sign: string, isOpen: boolean): QuoteSign['role'] {
  const isAfterWord = isWordAt(text, start - 1);
  const isBeforeWord = isWordAt(text, end);
  if (isAfterWord) return isBeforeWord || !isOpen ? 'apostrophe' : 'close';
  if (isBeforeWord && (sign === '’' || elision.test(text.slice(end, end + 8)))) return 'apostrophe';
  return sign === "'" && opensAt(text, start, end, isOpen) ? 'open' : 'close';
}

function isWordOrStopBefore(text: string, start: number): boolean {
  return isWordAt(text, start - 1) || /[.,!?…]/.test(text.charAt(start - 1));
}

/** 5'10" is a measure. */
function isMeasure(text: string, start: number, sign: string, open: readonly QuoteLevel[]): boolean {
  if (!/\d/.test(text.charAt(start - 1))) return false;
  return (
    (sign === '"' && !open.includes('double')) || (sign === "'" && /^(?:\d|\W|$)/.test(text.slice(start + 1)) && !open.includes('single'))
  );
}

function withoutLast(open: readonly QuoteLevel[], level: QuoteLevel): QuoteLevel[] {
  const index = open.lastIndexOf(level);
  return index < 0 ? [...open] : open.slice(0, index);
}
