import type { InlineSpan } from '../block.js';
import { matchAt } from '../inlineScan.js';

const inlineTag = /\{@(\w+)(?:[ \t\r\n*]+([^{}]{0,300}))?\}/y;
const tag = /<\/?([a-z][a-z\d]{0,20})((?:\s[^<>]{0,300})?)\/?>/iy;
/** Elements of Javadoc and of C#'s documentation; other names between signs are types: "List<String>". */
const elements = new Set(
  (
    'a b big blockquote br c caption cite code dd del dfn div dl dt em example exception font h1 h2 h3 h4 h5 h6 hr i img include inheritdoc ' +
    'ins kbd li list listheader item description term ol p para param paramref permission pre q remarks returns s samp see seealso small ' +
    'span strong sub summary sup table tbody td tfoot th thead tr tt typeparam typeparamref u ul value var'
  ).split(' '),
);
const named = /\s(?:cref|langword|name)\s?=\s?(["'])(?:[A-Z]:|!:)?([^"']{1,200})\1/;
const role = /:[a-z][\w:+-]{0,40}:`([^`\n]{1,200})`/y;
const backslash = /[\\@](?:brief|short|details|c|p|a|b|e|em|ref|sa|return|returns)\b[ \t]*/y;

/** At `{@`: a tag such as `{@link Name text}`, of which a reader sees the text, or else the name. */
export function inlineTagAt(content: string, offset: number): InlineSpan | undefined {
  inlineTag.lastIndex = offset;
  const found = inlineTag.exec(content);
  if (!found) return undefined;
  const [source, name = '', inside = ''] = found;
  const span = { start: offset, end: offset + source.length };
  if (name === 'code' || name === 'literal' || name === 'snippet') return { kind: 'code', ...span, shows: inside };
  if (!name.startsWith('link') && name !== 'tutorial' && name !== 'value') return { kind: 'command', ...span };
  const [, target = '', label] = /^(\S+?)(?:\s*\|\s*|\s+|$)(.*)$/s.exec(inside.trim()) ?? [];
  return label
    ? { kind: 'link-target', ...span, shows: label }
    : { kind: 'code', ...span, shows: target.replace(/^#/, '').replace('#', '.') };
}

/** At `<`: an element of documentation. Of one that names something, a reader sees the name. */
export function elementAt(content: string, offset: number): InlineSpan | undefined {
  tag.lastIndex = offset;
  const found = tag.exec(content);
  if (!found || !elements.has((found[1] ?? '').toLowerCase())) return undefined;
  const span = { start: offset, end: offset + found[0].length };
  if (/^br$/i.test(found[1] ?? '')) return { kind: 'break', ...span };
  const isReference = /^(?:see|seealso|paramref|typeparamref)$/i.test(found[1] ?? '') && found[0].endsWith('/>');
  const name = isReference ? named.exec(found[2] ?? '')?.[2] : undefined;
  return name === undefined ? { kind: 'html', ...span } : { kind: 'code', ...span, shows: name };
}

/** At `:`: a role of Python's documentation, :class:`~package.Name`, of which a reader sees its title or the name. */
export function roleAt(content: string, offset: number): InlineSpan | undefined {
  role.lastIndex = offset;
  const found = role.exec(content);
  if (!found) return undefined;
  const text = found[1] ?? '';
  const title = /^(.{1,150}?) <[^<>]*>$/.exec(text)?.[1];
  const shows = title ?? (text.startsWith('~') ? text.slice(text.lastIndexOf('.') + 1).replace(/^~/, '') : text.replace(/^!/, ''));
  return { kind: 'code', start: offset, end: offset + found[0].length, shows };
}

/** At a backslash or `@`: a command of Doxygen that sets the word or paragraph behind it. */
export function doxygenAt(content: string, offset: number): InlineSpan | undefined {
  const isStart = offset === 0 || /\s/.test(content.charAt(offset - 1));
  return isStart ? matchAt(content, backslash, 'command', offset) : undefined;
}
