import { isWordAt } from '../../characters.js';
import type { InlineSpan } from '../block.js';
import { unclosed } from '../inlineScan.js';
import type { Closers } from './closers.js';
import { linkWithText, nameOfPlace } from './links.js';
import { withoutTags } from './quotes.js';

const head = /([a-z][\w-]{0,30}):([^\s[\]]{0,500})(\[?)/y;
const math: ReadonlySet<string> = new Set(['stem', 'latexmath', 'asciimath']);
const hidden: ReadonlySet<string> = new Set(['image', 'icon', 'audio', 'video', 'anchor', 'indexterm', 'bibitem', 'toc']);

/** A macro: `name:target[text]`. Of one that is not known, the text is read; without a text, the last part of the target. */
export function macroAt(content: string, offset: number, closers: Closers): InlineSpan | InlineSpan[] | undefined {
  if (isWordAt(content, offset - 1) && !content.startsWith('footnote', offset)) return undefined;
  head.lastIndex = offset;
  const found = head.exec(content);
  const [whole = '', name = '', target = '', bracket] = found ?? [];
  if (!found) return undefined;
  if (bracket === '') return target === '' ? undefined : { kind: 'link-target', start: offset, end: offset + whole.length, open: true };
  const open = offset + whole.length - 1;
  switch (name) {
    case 'link':
    case 'mailto':
      return linkWithText(content, offset, open, target, closers);
    case 'xref':
      return linkWithText(content, offset, open, nameOfPlace(target), closers);
    case 'footnote':
    case 'footnoteref':
      return footnoteAt(content, offset, open, name, closers);
    case 'indexterm2':
      return linkWithText(content, offset, open, '', closers);
  }
  const close = closers.bracket(open);
  if (close === undefined) return unclosed(content, math.has(name) ? 'math' : 'command', offset);
  const text = content.slice(open + 1, close).replaceAll('\\]', ']');
  const span = { start: offset, end: close + 1 };
  if (math.has(name)) return { kind: 'math', ...span, shows: text };
  if (hidden.has(name)) return { kind: 'command', ...span };
  switch (name) {
    case 'kbd':
    case 'btn':
      return { kind: 'code', ...span, shows: text };
    case 'menu':
      return { kind: 'code', ...span, shows: menuPath(target, text) };
    case 'pass':
      return { kind: 'html', ...span, shows: withoutTags(text) };
    default:
      return linkWithText(content, offset, open, target.slice(target.search(/[^/.]*$/)), closers);
  }
}

/** Its text is prose, but read elsewhere; without one it refers to another's. */
function footnoteAt(content: string, start: number, open: number, name: string, closers: Closers): InlineSpan | InlineSpan[] {
  const close = closers.bracket(open);
  if (close === undefined) return { kind: 'note-start', start, end: open + 1 };
  const comma = name === 'footnoteref' ? content.slice(open, close).indexOf(',') : 0;
  if (close === open + 1 || comma < 0) return { kind: 'citation', start, end: close + 1 };
  return [
    { kind: 'note-start', start, end: open + 1 + comma },
    { kind: 'note-end', start: close, end: close + 1 },
  ];
}

function menuPath(menu: string, items: string): string {
  return [menu, ...items.split(/[>,]/)]
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .join(' > ');
}
