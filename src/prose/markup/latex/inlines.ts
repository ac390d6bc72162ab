import type { BlockKind, InlineSpan } from '../block.js';
import type { Definitions } from '../grammar.js';
import { closedBy, openReach, scanInlines, unclosed } from '../inlineScan.js';
import { onOneLine, visibleText } from '../visibleText.js';
import { webAddressAt } from '../webAddress.js';
import { letterAt } from './accents.js';
import { bracketsOf, type Brackets } from './brackets.js';
import { CommandSpans } from './commandSpans.js';
import { opaqueRegions } from './environments.js';
import { expansionAt } from './macros.js';
import { escapeAt, signSpan } from './signs.js';

const special = /[\\$%{}~]|\((?=(?:see|cf\.|e\.g\.,?)?[\s~]{0,3}\\)|`{1,2}|'{1,2}|-{2,3}|"[`'=~]|[?!]`|<<|>>|https?:\/\//g;
const verbatim = /\\(?:[vV]erb|lstinline|path)\*?(?:\[[^\]\n]{0,200}\])?([^A-Za-z\s*[{\\])/y;
const lineBreak = /\\\\\*?(?:[ \t]*\[-?[\d.]+[ \t]*[a-z\\]{2,20}\])?/y;

const noMacros: Definitions = new Map();

/** What is no prose in a LaTeX paragraph, what only says how to set it, and the signs that are written as something else. */
export function latexInlines(content: string, kind: BlockKind, macros: Definitions = noMacros): InlineSpan[] {
  const reader = new ParagraphReader(content, macros);
  const spans = scanInlines(content, special, (offset) => reader.spanAt(offset), kind === 'heading' ? headingEnd(content) : []);
  const [first, ...rest] = spans;
  return kind === 'heading' && first ? [{ ...first, kind: 'marker' }, ...rest] : spans;
}

/** The brace that closes a heading. */
function headingEnd(content: string): InlineSpan[] {
  const end = content.lastIndexOf('}');
  return end < 0 ? [] : [{ kind: 'marker', start: end, end: content.length, open: true }];
}

class ParagraphReader {
  readonly #regions: ReadonlyMap<number, InlineSpan>;
  readonly #brackets: Brackets;
  readonly #commands: CommandSpans;
  /** Where the quotation in single marks that is open began. */
  #quotation: number | undefined;

  constructor(
    readonly content: string,
    readonly macros: Definitions,
  ) {
    this.#regions = new Map(
      opaqueRegions(content, 0, macros).map(({ kind, ...place }) => [place.start, { ...place, kind: inlineKind(kind) }]),
    );
    this.#brackets = bracketsOf(content);
    this.#commands = new CommandSpans(content, this.#brackets);
  }

  spanAt(offset: number): InlineSpan | readonly InlineSpan[] | undefined {
    const { content } = this;
    const region = this.#regions.get(offset);
    if (region) return region;
    switch (content.charAt(offset)) {
      case '%':
        return this.#commentAt(offset);
      case '$':
        return mathAt(content, offset);
      case '{':
        return { kind: 'sign', start: offset, end: offset + 1 };
      case '}':
        return this.#commands.closingAt(offset);
      case '\\':
        return this.#backslashAt(offset);
      case '(':
        return this.#commands.parenthesisAt(offset);
      case 'h':
        return webAddressAt(content, offset, content.length);
      default:
        return this.#signAt(offset);
    }
  }

  #backslashAt(start: number): InlineSpan | readonly InlineSpan[] {
    const { content } = this;
    const letter = letterAt(content, start);
    if (letter) return { kind: 'sign', start, ...letter };
    if (content.charAt(start + 1) === '\\') {
      lineBreak.lastIndex = start;
      lineBreak.exec(content);
      return { kind: 'break', start, end: lineBreak.lastIndex };
    }
    if (content.charAt(start + 1) === '(') return closedBy(content, 'math', start, start + 2, '\\)') ?? unclosed(content, 'math', start);
    return verbatimAt(content, start) ?? this.#macroAt(start) ?? this.#commands.commandAt(start) ?? escapeAt(content, start);
  }

  /** A macro of the document, with what a reader reads in its place. */
  #macroAt(start: number): InlineSpan | undefined {
    const expansion = this.macros.size === 0 ? undefined : expansionAt(this.content, start, this.#brackets, this.macros);
    if (!expansion) return undefined;
    const { source, end, isConstant } = expansion;
    const spans = latexInlines(source, 'paragraph');
    const shows = onOneLine(visibleText(source, { start: 0, end: source.length }, spans).text);
    const [first] = spans;
    const kind = first?.start === 0 && first.end === source.length ? first.kind : 'command';
    const isOpen = /[A-Za-z@]/.test(this.content.charAt(end - 1));
    return { kind, start, end, shows, ...(isOpen && { open: true }), ...(isConstant && { defined: true }) };
  }

  /** A comment takes the end of its line with it, and the indentation of the next, so that it can stand inside a word. */
  #commentAt(start: number): InlineSpan[] {
    const end = lineEnd(this.content, start);
    const comment: InlineSpan = { kind: 'comment', start, end, open: true };
    const next = /^\r?\n[ \t]*(?=\S)/.exec(this.content.slice(end, end + 200))?.[0].length ?? 0;
    const isInWord = start > 0 && /\S/.test(this.content.charAt(start - 1));
    return isInWord && next > 0 ? [comment, { kind: 'sign', start: end, end: end + next, shows: '' }] : [comment];
  }

  #signAt(start: number): InlineSpan | undefined {
    const { content } = this;
    special.lastIndex = start;
    const source = special.exec(content)?.[0] ?? '';
    if (source === '`') {
      this.#quotation = start;
      return { kind: 'sign', start, end: start + 1, shows: '‘' };
    }
    if (source !== "'") return signSpan(source, start);
    const closes = this.#quotation !== undefined && start - this.#quotation < 500 && !/\p{L}/u.test(content.charAt(start + 1));
    if (!closes) return undefined;
    this.#quotation = undefined;
    return { kind: 'sign', start, end: start + 1, shows: '’' };
  }
}

function inlineKind(kind: string): 'comment' | 'break' {
  return kind === 'comment' ? 'comment' : 'break';
}

/** Up to the next `$` that stands in no braces, as those in `\text{…}` do. */
function mathAt(content: string, start: number): InlineSpan {
  let depth = 0;
  for (let end = start + 1; end < Math.min(content.length, start + 2000); end++) {
    const sign = content.charAt(end);
    if (sign === '\\') end++;
    else if (sign === '{') depth++;
    else if (sign === '}' && --depth < 0) break;
    else if (sign === '$' && depth === 0) return { kind: 'math', start, end: end + 1 };
  }
  const line = content.slice(start, start + openReach);
  const word = line.search(/\s\p{L}{3,}/u);
  return unclosed(content, 'math', start, word < 0 ? openReach : word);
}

function verbatimAt(content: string, start: number): InlineSpan | undefined {
  verbatim.lastIndex = start;
  const delimiter = verbatim.exec(content)?.[1];
  if (delimiter === undefined) return undefined;
  const from = verbatim.lastIndex;
  const span = closedBy(content, 'code', start, from, delimiter, 500);
  return span ? { ...span, shows: content.slice(from, span.end - 1) } : unclosed(content, 'code', start);
}

function lineEnd(content: string, offset: number): number {
  const end = content.indexOf('\n', offset);
  return end < 0 ? content.length : content.charCodeAt(end - 1) === 13 ? end - 1 : end;
}
