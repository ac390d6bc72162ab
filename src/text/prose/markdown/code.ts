import type { InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';

/** At a run of backticks, perhaps with a role before it: code, a formula, a citation, or what is meant for one output format only. */
export function codeAt(content: string, start: number, ticks: number): InlineSpan | undefined {
  const code = codeSpanAt(content, ticks);
  if (!code) return undefined;
  const span = { ...code, start };
  const role = content.slice(start + 1, Math.max(start, ticks - 1));
  if (role === 'math') return { ...span, kind: 'math', shows: content.slice(ticks, span.end).replace(/^`+|`+$/g, '') };
  if (role.startsWith('cite')) return { ...span, kind: 'citation' };
  const format = /^\{=\w+\}/.exec(content.slice(span.end, span.end + 30))?.[0];
  return format === undefined ? span : { ...span, kind: 'html', end: span.end + format.length };
}
