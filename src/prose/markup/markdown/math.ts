import type { InlineSpan } from '../block.js';
import { closedBy, matchAt } from '../inlineScan.js';
import { backslashMathAt, dollarMathAt } from '../math.js';

/** References of LaTeX and R Markdown, of which a reader sees a number. */
const reference = /\\(?:@ref\([^()\s]{1,100}\)|(?:[a-z]{0,10}ref|[a-z]{0,10}cite[a-z]{0,6}|label|index)\{[^{}\n]{0,200}\})/y;

/** At `$`: a formula. One that stands on its own between `$$` is left out of its sentence. */
export function formulaAt(content: string, offset: number): InlineSpan | undefined {
  if (content.startsWith('$`', offset)) return closedBy(content, 'math', offset, offset + 2, '`$', 500);
  const math = dollarMathAt(content, offset);
  if (!math) return undefined;
  return content.startsWith('$$', offset) && math.open !== true ? { ...math, kind: 'break' } : math;
}

/** `\[` is a formula, or an escaped bracket before words or a link. */
function isBracketed(source: string): boolean {
  return source.includes('](') || (/\p{L}{2}/u.test(source) && /^[\p{L}\p{N}\s.,;:!?'’-]*$/u.test(source.slice(2, -2)));
}

/** At a backslash: a formula, a reference, a line break, or an escaped sign. */
export function backslashAt(content: string, offset: number): InlineSpan | readonly InlineSpan[] | undefined {
  const next = content.charAt(offset + 1);
  const sign: InlineSpan = { kind: 'sign', start: offset, end: offset + 1 };
  if (next === '\n' || content.startsWith('\r\n', offset + 1)) {
    return [sign, { kind: 'break', start: offset + 1, end: offset + (next === '\n' ? 2 : 3) }];
  }
  const math = backslashMathAt(content, offset);
  if (math && !isBracketed(content.slice(offset, math.end))) return next === '[' ? { ...math, kind: 'break' } : math;
  return matchAt(content, reference, 'command', offset) ?? (/[!-/:-@[-`{-~]/.test(next) ? sign : undefined);
}
