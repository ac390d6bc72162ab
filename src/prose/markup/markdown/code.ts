import type { InlineSpan } from '../block.js';
import { codeSpanAt } from '../codeSpan.js';

/** What of a role's text is read: the title before its target. */
const title = /^`+([^`<>]{1,300}?) <[^<>]{1,300}>`+$/;

/** At a run of backticks, perhaps with a role before it: code, a formula, a citation, or what is meant for one output format only. */
export function codeAt(content: string, start: number, ticks: number): InlineSpan | undefined {
  const code = codeSpanAt(content, ticks);
  if (!code) return undefined;
  const span = { ...code, start };
  const role = content.slice(start + 1, Math.max(start, ticks - 1));
  const source = content.slice(ticks, span.end);
  const text = source.replace(/^`+|`+$/g, '');
  if (role === 'math') return { ...span, kind: 'math', shows: text };
  if (role.startsWith('cite')) return { ...span, kind: 'citation' };
  if (role !== '') return { ...span, shows: title.exec(source)?.[1] ?? text };
  const format = /^\{=\w+\}/.exec(content.slice(span.end, span.end + 30))?.[0];
  return format === undefined ? span : { ...span, kind: 'html', end: span.end + format.length };
}
