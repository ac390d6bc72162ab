import { codesOf } from '../../characters.js';

/** What the start of a line can begin in Markdown, other than a paragraph. */
export type LineStart =
  | { readonly kind: 'heading' | 'rule' | 'comment' | 'html' | 'component' | 'directive' | 'definition' | 'table' | 'quote' }
  | { readonly kind: 'fence'; readonly sign: string; readonly length: number }
  | { readonly kind: 'math'; readonly close: string }
  | { readonly kind: 'raw'; readonly close: RegExp }
  | { readonly kind: 'list'; readonly width: number; readonly interrupts: boolean };

const signs = codesOf('`~#-*_+>|$<[:\\0123456789');
const blockTags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|' +
  'figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|' +
  'ol|optgroup|option|p|param|picture|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|img';

const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/s;
const rule = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const list = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;
const raw = /^<(script|pre|style|textarea)(?=[\s>]|$)/i;
const html = new RegExp(`^<(?:/?(?:${blockTags})(?=\\s|/?>|$)|[?!])`, 'i');
const component = /^<\/?[A-Za-z][\w.-]*(?:\s[^<>]*)?\/?>\s*$/;
const definition = /^\[(?!\^)[^\]]{1,200}\]:\s*(?:<[^>]*>|\S+)(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/;

/** Reads the start of a line; `rest` is the line from its first character that is no blank. */
export function lineStart(rest: string): LineStart | undefined {
  const code = rest.charCodeAt(0);
  if (!signs.has(code)) return undefined;
  switch (rest.charAt(0)) {
    case '`':
    case '~':
      return fenceStart(rest);
    case '#':
      return /^#{1,6}(?:[ \t]|$)/.test(rest) ? { kind: 'heading' } : undefined;
    case '>':
      return { kind: 'quote' };
    case '|':
      return { kind: 'table' };
    case '<':
      return tagStart(rest);
    case '[':
      return definition.test(rest) ? { kind: 'definition' } : undefined;
    case ':':
      return rest.startsWith(':::') ? { kind: 'directive' } : undefined;
    case '$':
    case '\\':
      return mathStart(rest);
    default:
      return rule.test(rest) ? { kind: 'rule' } : listStart(rest);
  }
}

function fenceStart(rest: string): LineStart | undefined {
  const [, ticks, tildes] = fence.exec(rest) ?? [];
  const run = ticks ?? tildes;
  return run === undefined ? undefined : { kind: 'fence', sign: run.charAt(0), length: run.length };
}

function listStart(rest: string): LineStart | undefined {
  const found = list.exec(rest);
  if (!found) return undefined;
  const interrupts = rest.trim().length > found[0].length && (found[1] ?? '1') === '1';
  return { kind: 'list', width: found[0].length, interrupts };
}

function tagStart(rest: string): LineStart | undefined {
  if (rest.startsWith('<!--')) return { kind: 'comment' };
  const [, name] = raw.exec(rest) ?? [];
  if (name !== undefined) return { kind: 'raw', close: new RegExp(`</${name}>`, 'i') };
  if (html.test(rest)) return { kind: 'html' };
  return component.test(rest) ? { kind: 'component' } : undefined;
}

/** Display math that has its lines to itself. With text behind its end on the same line it belongs to a paragraph. */
function mathStart(rest: string): LineStart | undefined {
  const environment = /^\\begin\{([A-Za-z]+\*?)\}/.exec(rest)?.[1];
  const close = rest.startsWith('$$')
    ? '$$'
    : rest.startsWith('\\[')
      ? '\\]'
      : environment === undefined
        ? undefined
        : `\\end{${environment}}`;
  if (close === undefined) return undefined;
  const end = rest.indexOf(close, 2);
  return end < 0 || rest.slice(end + close.length).trim() === '' ? { kind: 'math', close } : undefined;
}
