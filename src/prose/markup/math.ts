import { isDigit, isSpace, isWordAt } from '../characters.js';
import type { InlineSpan } from './block.js';
import { closedBy, unclosed } from './inlineScan.js';

/**
 * At `$`: math up to the closing `$`. As in Pandoc, the opening `$` has no space after it, the closing one no space before
 * it and no digit after it, so that "$5 and $6" are prices.
 */
export function dollarMathAt(content: string, offset: number): InlineSpan | undefined {
  if (content.startsWith('$$', offset)) return closedBy(content, 'math', offset, offset + 2, '$$') ?? unclosed(content, 'math', offset);
  const first = content.charCodeAt(offset + 1);
  if (Number.isNaN(first) || isSpace(first)) return undefined;
  for (let end = offset + 1; end < Math.min(content.length, offset + 500); end++) {
    const code = content.charCodeAt(end);
    if (code === 92) end++;
    else if (code === 36) return isClosing(content, offset, end) ? { kind: 'math', start: offset, end: end + 1 } : undefined;
    // A backtick starts code, and a "$" in code closes nothing.
    else if (code === 96) break;
  }
  const isTyped = beginsFormula.test(content.slice(offset + 1, offset + 3)) && !isWordAt(content, offset - 1);
  return isTyped ? unclosed(content, 'math', offset, reachOfFormula(content, offset)) : undefined;
}

/** What a formula that is not closed yet starts with; "$HOME" and "$5" are none. */
const beginsFormula = /^(?:\\|[({]|\p{L}(?!\p{L}|\d))/u;
const variable = /^\$[A-Z_]{2,}\b/;

function isClosing(content: string, start: number, end: number): boolean {
  if (isSpace(content.charCodeAt(end - 1)) || isDigit(content.charCodeAt(end + 1))) return false;
  // "$HOME/$USER" names variables.
  if (variable.test(content.slice(start, start + 40)) && isWordAt(content, end + 1)) return false;
  // A price before another sign of money: words in between give it away.
  return !isDigit(content.charCodeAt(start + 1)) || !/\s\p{L}{3,}/u.test(content.slice(start, end));
}

/** A formula that is being typed ends before the first word of prose. */
function reachOfFormula(content: string, offset: number): number {
  const line = content.slice(offset, offset + 60);
  const word = line.search(/\s\p{L}{3,}/u);
  return word < 0 ? line.length : word;
}

/** At `$` in a language where a bare `$` always is math: up to the next `$`, spaces allowed. */
export function plainDollarMathAt(content: string, offset: number): InlineSpan {
  const sign = content.startsWith('$$', offset) ? '$$' : '$';
  for (let end = offset + sign.length; end < Math.min(content.length, offset + 2000); end++) {
    if (content.charCodeAt(end) === 92) end++;
    else if (content.startsWith(sign, end)) return { kind: 'math', start: offset, end: end + sign.length };
  }
  return unclosed(content, 'math', offset, reachOfFormula(content, offset));
}

/** At `\(` or `\[`: math up to the matching `\)` or `\]`. */
export function backslashMathAt(content: string, offset: number): InlineSpan | undefined {
  const close = content.startsWith('\\(', offset) ? '\\)' : content.startsWith('\\[', offset) ? '\\]' : undefined;
  return close === undefined ? undefined : closedBy(content, 'math', offset, offset + 2, close, 500);
}
