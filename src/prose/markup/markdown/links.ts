import type { InlineSpan } from '../block.js';
import { closedBy, unclosed } from '../inlineScan.js';
import { wikiLinkAt } from './wikiLinks.js';

const footnote = /\[\^[^\]\s]{1,100}\]/y;
const citations = /\[[^\][\n]{0,80}(?<![\w.])@[^\][\n]{0,200}\](?![[(])/y;

/** At `](` or `][`: what a link leads to, up to its closing bracket. */
export function linkTargetAt(content: string, offset: number): InlineSpan | undefined {
  const sign = content.charAt(offset + 1);
  if (sign === '[' && /[\^@[]/.test(content.charAt(offset + 2))) return undefined;
  if (sign === '[') return closedBy(content, 'link-target', offset, offset + 2, ']', 200) ?? unclosed(content, 'link-target', offset);
  return sign === '(' ? targetInParentheses(content, offset) : undefined;
}

/** A target has balanced parentheses, may stand in `<…>`, and may have a title in quotes after it. */
function targetInParentheses(content: string, start: number): InlineSpan {
  let depth = 0;
  const end = Math.min(content.length, start + 2000);
  for (let offset = start + 1; offset < end; offset++) {
    const sign = content.charAt(offset);
    if (sign === '\\') offset++;
    else if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) return { kind: 'link-target', start, end: offset + 1 };
    else if (sign === '\n' && depth > 1) break;
  }
  const reach = content.slice(start, end).search(/\s/);
  return unclosed(content, 'link-target', start, reach < 0 ? end - start : reach);
}

/** At `[`: a footnote reference, a citation, or a wiki link. The text of other links is prose. */
export function referenceAt(content: string, offset: number): InlineSpan | readonly InlineSpan[] | undefined {
  if (content.startsWith('[[', offset)) return wikiLinkAt(content, offset);
  for (const pattern of [footnote, citations]) {
    pattern.lastIndex = offset;
    const found = pattern.exec(content)?.[0];
    if (found !== undefined) return { kind: 'citation', start: offset, end: offset + found.length };
  }
  const typed =
    content.startsWith('[^', offset) || content.startsWith('[@', offset) ? unclosed(content, 'citation', offset, 40) : undefined;
  return typed && !content.slice(typed.start, typed.end).includes(']') ? typed : undefined;
}
