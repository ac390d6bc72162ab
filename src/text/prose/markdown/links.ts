import type { InlineSpan } from '../block.js';
import { closedBy, unclosed } from '../inlineScan.js';

const footnote = /\[\^[^\]\s]{1,100}\]/y;
const citations = /\[[^\][\n]{0,80}(?<![\w.])@[^\][\n]{0,200}\](?![[(])/y;

/** At `](` or `][`: what a link leads to, up to its closing bracket. */
export function linkTargetAt(content: string, offset: number): InlineSpan | undefined {
  const sign = content.charAt(offset + 1);
  if (sign === '[') return closedBy(content, 'link-target', offset, offset + 2, ']', 200) ?? unclosed(content, 'link-target', offset);
  return sign === '(' ? targetInParentheses(content, offset) : undefined;
}

/** A target has balanced parentheses, may stand in `<…>`, and may have a title in quotes behind it. */
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
  const reach = content.slice(start).search(/\s/);
  return unclosed(content, 'link-target', start, reach < 0 ? content.length - start : reach);
}

/** At `[`: a footnote reference, a citation, or the page that a wiki link leads to. The text of other links is prose. */
export function referenceAt(content: string, offset: number): InlineSpan | undefined {
  if (content.startsWith('[[', offset)) return wikiTargetAt(content, offset);
  for (const pattern of [footnote, citations]) {
    pattern.lastIndex = offset;
    const found = pattern.exec(content)?.[0];
    if (found !== undefined) return { kind: 'citation', start: offset, end: offset + found.length };
  }
  return content.startsWith('[^', offset) || content.startsWith('[@', offset) ? unclosed(content, 'citation', offset, 40) : undefined;
}

/** `[[page]]` and the page of `[[page|text]]`. */
function wikiTargetAt(content: string, offset: number): InlineSpan {
  const whole = closedBy(content, 'link-target', offset, offset + 2, ']]', 300);
  if (!whole) return unclosed(content, 'link-target', offset);
  const bar = content.slice(offset, whole.end).indexOf('|');
  return bar < 0 ? whole : { ...whole, end: offset + bar + 1 };
}
