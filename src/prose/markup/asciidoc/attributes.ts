import type { InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import type { Closers } from './closers.js';
import { linkWithText } from './links.js';

const reference = /\{([\w-]{1,60})\}/y;
const action = /\{[a-z\d]{1,20}:[^{}\n]{0,100}\}/y;
/** An attribute that holds an address, perhaps with a path after it, and the text of the link. */
const addressWithText = /\{[\w-]{1,60}\}[^\s[\]{},;]{0,500}\[(?!\[)/y;

/** Attributes that every document has: characters. */
const characters: Readonly<Record<string, string>> = {
  ...{ blank: '', empty: '', sp: ' ', nbsp: ' ', zwsp: '', wj: '', shy: '' },
  ...{ apos: "'", quot: '"', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', deg: '°', brvbar: '¦', vbar: '|' },
  ...{ plus: '+', amp: '&', lt: '<', gt: '>', startsb: '[', endsb: ']', caret: '^', asterisk: '*', tilde: '~' },
  ...{ backslash: '\\', backtick: '`', 'two-colons': '::', 'two-semicolons': ';;', cpp: 'C++', cxx: 'C++', pp: '++' },
};

/** A reference to an attribute. Where the document does not say what it stands for, the words of its name do. */
export function attributeAt(
  content: string,
  offset: number,
  closers: Closers,
  definitions: Definitions,
): InlineSpan | InlineSpan[] | undefined {
  reference.lastIndex = offset;
  const [whole, name] = reference.exec(content) ?? [];
  if (whole === undefined || name === undefined) {
    action.lastIndex = offset;
    const found = action.exec(content)?.[0];
    return found === undefined ? undefined : { kind: 'command', start: offset, end: offset + found.length };
  }
  const span = { start: offset, end: offset + whole.length };
  if (Object.hasOwn(characters, name)) return { kind: 'command', ...span, shows: characters[name] ?? '' };
  const defined = definitions.get(name.toLowerCase());
  const words = defined?.text ?? name.replace(/[_-]+/g, ' ').trim();
  addressWithText.lastIndex = offset;
  const link = addressWithText.exec(content)?.[0];
  if (link !== undefined) return linkWithText(content, offset, offset + link.length - 1, words, closers);
  return { kind: 'code', ...span, shows: words, ...(defined && { defined: true }) };
}
