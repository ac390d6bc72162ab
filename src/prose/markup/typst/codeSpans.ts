import type { InlineSpan } from '../block.js';
import { unclosed } from '../inlineScan.js';
import { squareBrackets } from './brackets.js';
import { codeEnd } from './code.js';

const rule = /#(?:let|set|show|import|include)\b/y;
const control = /#(?:if|for|while|context)\b[^[\]{}\n]{0,300}/y;
const name = /#[A-Za-z_][\w-]*(?:\.[A-Za-z][\w-]*)*/y;
const method = /\.[A-Za-z][\w-]*(?=\()/y;
const otherwise = /\][ \t]*else\b[^[\]{}\n]{0,300}\[/y;
const string = /^\("((?:[^"\\\n]|\\.){0,300})"\)$/;
/** Functions that show the text that they are given as a string. */
const textFunctions = new Set([
  'text',
  'emph',
  'strong',
  'underline',
  'strike',
  'highlight',
  'smallcaps',
  'upper',
  'lower',
  'quote',
  'link',
  'raw',
]);

/** What an unknown function is called with first, if that is a text or raw text. */
const firstText = /^\(\s*(?:"((?:[^"\\\n]|\\.){1,300})"|`([^`\n]{1,300})`)\s*[,)]/;
/** Functions whose text is a file, a key or a setting. */
const opaqueFunctions =
  /^(?:image|cite|ref|label|v|h|bibliography|include|read|json|csv|yaml|toml|xml|cbor|plugin|counter|state|metadata|panic|assert|datetime|regex|rgb|luma|query|locate|numbering|symbol|figure|table|grid|box|block|rect|align|pad|place|line|set|style)$|\.|icon$/;

/** After so many brackets in the code of a paragraph that are not closed, no more ends are looked for, each of which would mean reading on to the end. */
const maxUnclosed = 8;

/** The spans of the code in a paragraph of Typst: what stands in content blocks (`[…]`) after it is prose. */
export class CodeSpans {
  readonly #content: string;
  readonly #brackets: ReadonlyMap<number, number>;
  readonly #closed: ReadonlySet<number>;
  /** What the brackets that are still to come stand for. */
  readonly #closing = new Map<number, InlineSpan>();
  #unclosed = 0;

  constructor(content: string) {
    this.#content = content;
    this.#brackets = squareBrackets(content);
    this.#closed = new Set(this.#brackets.values());
  }

  /** What a square bracket stands for: a content block that goes on in another paragraph, or nothing where it is part of the text. */
  bracketAt(offset: number): InlineSpan | undefined {
    const closing = this.#closing.get(offset);
    if (closing) return closing;
    if (this.#brackets.has(offset) || this.#closed.has(offset)) return undefined;
    return { kind: 'sign', start: offset, end: this.#afterElse(offset) ?? offset + 1 };
  }

  /** The code at a hash sign, up to the content block after it. */
  codeAt(start: number): InlineSpan | undefined {
    const content = this.#content;
    if (matches(content, rule, start)) return { kind: 'command', start, end: codeEnd(content, start, 'statement') ?? content.length };
    const head = matches(content, control, start);
    if (head !== undefined) return this.#withContent('', start, this.#afterCode(head));
    if ('({"'.includes(content.charAt(start + 1)) && start + 1 < content.length) return this.#expressionAt(start);
    return this.#callAt(start);
  }

  /** The content block that may follow at an offset; `before` is what of the code comes first. */
  #withContent(called: string, start: number, offset: number): InlineSpan {
    if (this.#content.charAt(offset) !== '[') return { kind: 'command', start, end: offset };
    this.openContent(called, offset);
    if (called === 'footnote') return { kind: 'note-start', start, end: offset + 1 };
    return { kind: 'command', start, end: offset + 1, ...(called === 'quote' && { shows: '“' }) };
  }

  /** Notes what the bracket that closes a content block stands for. */
  openContent(called: string, open: number): void {
    const close = this.#brackets.get(open);
    if (close === undefined) return;
    const next = this.#content.charAt(close + 1) === '[' ? close + 1 : undefined;
    const end = this.#afterElse(close) ?? (next ?? close) + 1;
    const other = next ?? (end > close + 1 ? end - 1 : undefined);
    if (called === 'footnote') this.#closing.set(close, { kind: 'note-end', start: close, end: close + 1 });
    else if (other === undefined) this.#closing.set(close, { kind: 'sign', start: close, end, ...(called === 'quote' && { shows: '”' }) });
    else {
      this.#closing.set(close, { kind: 'break', start: close, end });
      this.openContent(called, other);
    }
  }

  #afterElse(close: number): number | undefined {
    return matches(this.#content, otherwise, close);
  }

  /** After a code block in braces at an offset. */
  #afterCode(offset: number): number {
    return this.#content.charAt(offset) === '{' ? (this.#endOf(offset) ?? this.#content.length) : offset;
  }

  #expressionAt(start: number): InlineSpan {
    const content = this.#content;
    const text = /^#"((?:[^"\\\n]|\\.){0,300})"/.exec(content.slice(start, start + 320));
    if (text) return { kind: 'sign', start, end: start + text[0].length, shows: text[1] ?? '' };
    const end = this.#endOf(start + 1);
    return end === undefined ? unclosed(content, 'command', start) : { kind: 'command', start, end };
  }

  #callAt(start: number): InlineSpan | undefined {
    const content = this.#content;
    const nameEnd = matches(content, name, start);
    if (nameEnd === undefined) return undefined;
    const called = content.slice(start + 1, nameEnd);
    let end = nameEnd;
    for (let next: number | undefined = nameEnd; next !== undefined; next = matches(content, method, end)) {
      if (content.charAt(next) !== '(') break;
      const close = this.#endOf(next);
      if (close === undefined) return unclosed(content, 'command', start, next - start + 60);
      end = close;
    }
    if (content.charAt(end) === '[') return this.#withContent(called, start, end);
    if (end === nameEnd) return { kind: 'command', start, end, open: true, ...(this.#standsForWord(start, called) && { shows: called }) };
    if (called === 'linebreak' || called === 'parbreak') return { kind: 'break', start, end };
    const text = textFunctions.has(called) && end - nameEnd < 320 ? string.exec(content.slice(nameEnd, end))?.[1] : undefined;
    const isOwn = !textFunctions.has(called) && !opaqueFunctions.test(called);
    const own = isOwn ? this.#textOfCall(start, nameEnd, end) : undefined;
    if (own !== undefined) return { kind: 'code', start, end, shows: own };
    return { kind: called === 'link' ? 'url' : called === 'raw' ? 'code' : 'command', start, end, shows: text ?? '' };
  }

  /** The text that a function of the writer's own is called with, where it is among words. */
  #textOfCall(start: number, nameEnd: number, end: number): string | undefined {
    const content = this.#content;
    const isAmongWords =
      /[\p{L}\p{N},(][ \n]?$|^$/u.test(content.slice(Math.max(0, start - 2), start)) &&
      /^(?: [\p{L}\p{N}(]|[,.;:)])/u.test(content.slice(end, end + 2));
    if (!isAmongWords) return undefined;
    const [, text, raw] = firstText.exec(content.slice(nameEnd, Math.min(end, nameEnd + 320))) ?? [];
    return text ?? raw;
  }

  /** After the bracket that closes the one at an offset. */
  #endOf(bracket: number): number | undefined {
    const end = this.#unclosed < maxUnclosed ? codeEnd(this.#content, bracket, 'call') : undefined;
    if (end === undefined) this.#unclosed++;
    return end;
  }

  /** Whether a variable stands where a word does; its name then is what is best to show. */
  #standsForWord(start: number, called: string): boolean {
    return !/\.|icon$/.test(called) && /[ (]/.test(this.#content.charAt(start - 1));
  }
}

function matches(content: string, pattern: RegExp, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(content) ? pattern.lastIndex : undefined;
}
