import { codesOf } from '../../characters.js';
import { tagEnd } from './tags.js';
import { templateClose } from './templates.js';

/** What the start of a line can begin in Markdown, other than a paragraph. */
export type LineStart =
  | {
      readonly kind:
        'heading' | 'rule' | 'html' | 'component' | 'directive' | 'definition' | 'table' | 'quote' | 'description' | 'template';
    }
  | { readonly kind: 'comment'; readonly open: string; readonly close: string }
  | { readonly kind: 'container' | 'footnote' }
  | { readonly kind: 'fence'; readonly sign: string; readonly length: number; readonly holds: 'code' | 'math' }
  | { readonly kind: 'math'; readonly close: string }
  | { readonly kind: 'raw'; readonly close: RegExp }
  | { readonly kind: 'list'; readonly width: number; readonly interrupts: boolean };

const signs = codesOf('`~#-*_+>|$<[:\\0123456789{%(!?=');
const blockTags =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|' +
  'figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|' +
  'ol|optgroup|option|p|param|picture|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|img';

const fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/s;
const rule = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|\+{3}(?:[ \t].*)?)$/;
/** The line above a table that is drawn. */
const tableRule = /^\+[-=:]{2,}(?:\+[-=:]{2,})*\+[ \t]*$/;
/** Of LaTeX, a command by itself: "\newpage". */
const command = /^\\[A-Za-z]{2,40}\*?(?:\[[^\]\n]*\]|\{[^{}\n]*\})*[ \t]*$/;
/** Blocks of Material for MkDocs, whose content is indented: "!!! note", "??? tip", '=== "Tab"'. */
const container = /^(?:!!!|\?\?\?\+?)[ \t]+\S|^===[+!]?[ \t]+"/;
const contents = /^\[(?:TOC|\[_?TOC_?\])\]\s*$/i;
const footnote = /^\[\^[^\]\s]{1,100}\]:/;
const list = /^(?:[-+*]|#\.|\(@[\w-]{0,40}\)|(\d{1,9})[.)])(?=[ \t]|$)/;
const raw = /^<(script|pre|style|textarea)(?=[\s>]|$)/i;
const html = new RegExp(`^</?(?:${blockTags})(?=\\s|/?>|$)`, 'i');
/** What XML has beside tags, with its end: an instruction for a processor, characters without markup, a declaration. */
const instructions: readonly (readonly [start: RegExp, close: RegExp])[] = [
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-z]/i, />/],
];
const definition = /^\[(?!\^)[^\]]{1,200}\]:\s*(?:<[^>]*>|[^\s<]\S*)(?:\s+(?:"[^"]*"|'[^']*'|\([^)]*\)))?\s*$/;

/** Reads the start of a line; `rest` is the line from its first character that is no blank. */
export function lineStart(rest: string): LineStart | undefined {
  const code = rest.charCodeAt(0);
  if (!signs.has(code)) return undefined;
  switch (rest.charAt(0)) {
    case '`':
    case '~':
      return fenceStart(rest);
    case '#':
      return /^#{1,6}(?:[ \t]|$)/.test(rest) ? { kind: 'heading' } : listStart(rest);
    case '>':
      return { kind: 'quote' };
    case '|':
      return { kind: 'table' };
    case '<':
      return tagStart(rest);
    case '[':
      return bracketStart(rest);
    case ':':
      return colonStart(rest);
    case '{':
      return braceStart(rest);
    case '%':
      return percentStart(rest);
    case '(':
      return /^\([\w.:-]{1,100}\)=\s*$/.test(rest) ? { kind: 'directive' } : listStart(rest);
    case '!':
    case '?':
    case '=':
      return container.test(rest) ? { kind: 'container' } : undefined;
    case '$':
      return mathStart(rest);
    case '\\':
      return mathStart(rest) ?? (command.test(rest) ? { kind: 'directive' } : undefined);
    default:
      if (tableRule.test(rest)) return { kind: 'table' };
      if (rule.test(rest)) return { kind: 'rule' };
      return /^\*\[[^\]]{1,100}\]:/.test(rest) ? { kind: 'definition' } : listStart(rest);
  }
}

function fenceStart(rest: string): LineStart | undefined {
  const [, ticks, tildes] = fence.exec(rest) ?? [];
  const run = ticks ?? tildes;
  if (run === undefined) return undefined;
  const holds = /^\s*\{?math\b/.test(rest.slice(run.length)) ? 'math' : 'code';
  return { kind: 'fence', sign: run.charAt(0), length: run.length, holds };
}

function bracketStart(rest: string): LineStart | undefined {
  if (footnote.test(rest)) return { kind: 'footnote' };
  if (contents.test(rest)) return { kind: 'directive' };
  return definition.test(rest) ? { kind: 'definition' } : undefined;
}

/** MyST's directives that hold no prose. */
const codeDirective =
  /^:{3,}[ \t]*\{(?:code|code-block|code-cell|math|mermaid|list-table|csv-table|toctree|eval-rst|include|literalinclude)\}/;

function colonStart(rest: string): LineStart | undefined {
  if (codeDirective.test(rest)) {
    const { length } = /^:+/.exec(rest)?.[0] ?? '';
    return { kind: 'fence', sign: ':', length, holds: rest.includes('{math}') ? 'math' : 'code' };
  }
  if (rest.startsWith(':::')) return { kind: 'directive' };
  return /^:[ \t]+\S/.test(rest) ? { kind: 'description' } : undefined;
}

/** Attributes of kramdown, a comment, or tags of a site generator. */
function braceStart(rest: string): LineStart | undefined {
  if (/^\{(?::|[#.][\w-])[^{}]*\}\s*$/.test(rest)) return { kind: 'directive' };
  return templateClose(rest, 0) === undefined ? undefined : { kind: 'template' };
}

/** A comment of Obsidian between `%%`, or a line of MyST that is one. */
function percentStart(rest: string): LineStart | undefined {
  if (rest.startsWith('%%')) return { kind: 'comment', open: '%%', close: '%%' };
  return /^%[ \t]/.test(rest) ? { kind: 'definition' } : undefined;
}

function listStart(rest: string): LineStart | undefined {
  const found = list.exec(rest);
  if (!found) return undefined;
  const interrupts = rest.trim().length > found[0].length && (found[1] ?? '1') === '1';
  return { kind: 'list', width: found[0].length, interrupts };
}

function tagStart(rest: string): LineStart | undefined {
  if (rest.startsWith('<!--')) return { kind: 'comment', open: '<!', close: '-->' };
  const [, name] = raw.exec(rest) ?? [];
  if (name !== undefined) return { kind: 'raw', close: new RegExp(`</${name}>`, 'i') };
  const [, close] = instructions.find(([start]) => start.test(rest)) ?? [];
  if (close) return { kind: 'raw', close };
  if (html.test(rest)) return { kind: 'html' };
  const end = tagEnd(rest, 0, rest.length);
  const isAlone =
    end === undefined ? /^<[A-Z][\w.]*\s*$/.test(rest) || /^<[A-Z][\w.]*\s+[\w:-]+=/.test(rest) : rest.slice(end).trim() === '';
  return isAlone ? { kind: 'component' } : undefined;
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
  // An escaped bracket before words, not a formula that is being typed.
  if (end < 0 && close === '\\]' && /^[\p{L}\p{N}\s]*\p{L}{2}[^\\^_{}=]*$/u.test(rest.slice(2))) return undefined;
  return end < 0 || rest.slice(end + close.length).trim() === '' ? { kind: 'math', close } : undefined;
}
