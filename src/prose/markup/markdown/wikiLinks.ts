import type { InlineSpan } from '../block.js';
import { closedBy, unclosed } from '../inlineScan.js';

/** At `[[`: a link to a page. A reader sees the text after its bar, or else the page's name, and "page > part" for `page#part`. */
export function wikiLinkAt(content: string, offset: number): InlineSpan | readonly InlineSpan[] {
  const whole = closedBy(content, 'link-target', offset, offset + 2, ']]', 300);
  if (!whole) return typedLink(content, offset, 2);
  const page = content.slice(offset + 2, whole.end - 2);
  const bar = page.indexOf('|');
  if (bar < 0) return { ...whole, shows: page.replace(/^#\^?/, '').replace(/#\^?/g, ' > ') };
  return [
    { ...whole, end: offset + bar + 3 },
    { kind: 'sign', start: whole.end - 2, end: whole.end },
  ];
}

/** At `![[`: a page or picture that is in this place. */
export function wikiEmbedAt(content: string, offset: number): InlineSpan {
  return closedBy(content, 'link-target', offset, offset + 3, ']]', 300) ?? typedLink(content, offset, 3);
}

/** A link that is being typed; there is no bracket in the name of a page. */
function typedLink(content: string, offset: number, signs: number): InlineSpan {
  const typed = unclosed(content, 'link-target', offset);
  const bracket = content.slice(offset + signs, typed.end).search(/[[\]]/);
  return bracket < 0 ? typed : { kind: 'sign', start: offset, end: offset + signs };
}
