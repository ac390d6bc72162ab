import type { Block, BlockKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine } from '../lines.js';
import { squareBrackets } from './brackets.js';
import { codeEnd } from './code.js';
import { typstInlines } from './inlines.js';

const heading = /^(=+)[ \t]+\S/;
const item = /^(?:[-+]|\d{1,3}\.|\/)[ \t]+\S/;
const statement = /^#(?:let|set|show|import|include|if|for|while|return|context)\b|^#[{(]/;
/** A condition or a loop around content, which is prose. */
const control = /^#(?:if|for|while|context)\b[^[\]{}]{0,300}\[/;
/** Dollar signs and what may hold some that are none. */
const dollars = /\\[^]|`[^`]*`|\/\/.*|\$/g;
const closingDollar = /(?<!\\)\$/;
const blankLine = /\n[ \t]*\r?\n/;
/** Three words in a row, which no formula has but in quotation marks. */
const words = /\p{L}{2,}[.,;:]?\s+\p{L}{2,}[.,;:]?\s+\p{L}{2,}/u;
/** The most characters of a formula that is read as one. */
const longestFormula = 2000;
const call = /^#[A-Za-z][\w.-]*\(/;
/** Functions that set something by itself, also between the lines of a paragraph. */
const blockCall =
  /^#(?:figure|table|grid|image|align|block|v|pagebreak|colbreak|parbreak|line|rect|stack|columns|place|pad|quote|bibliography|outline|raw|list|enum|terms|heading|math\.equation|diagram|canvas|title|divider)\b/;
const lastCall = /^.*(#[A-Za-z][\w.-]*\()/;
/** After so many calls of which no end was found, no more are looked for, each of which would mean reading on to the end. */
const maxUnclosed = 8;
const note = /#footnote\[/;
/** The most characters of a note that is read as one. */
const longestNote = 10_000;

/** Blocks of Typst. Code (`#let`, `#set`, calls over several lines) lasts as long as its brackets are open. */
export function typstBlocks(text: string): Block[] {
  return new BlockReader(text).read();
}

class BlockReader {
  readonly #builder: BlockBuilder;
  /** The columns of the list items that are open, outermost first: what stands further in belongs to them. */
  readonly #items: number[] = [];
  #brackets: ReadonlyMap<number, number> | undefined;
  #unclosed = 0;

  constructor(text: string) {
    this.#builder = new BlockBuilder(text);
  }

  read(): Block[] {
    for (let index = 0; index < this.#builder.lines.length;) index = this.#readLine(index);
    return this.#builder.blocks;
  }

  /** Reads the block, or the next line of a paragraph, at an index; returns the index of the line behind it. */
  #readLine(index: number): number {
    const builder = this.#builder;
    const line = builder.line(index);
    const content = builder.content(index).trimEnd();
    if (isBlankLine(line)) {
      builder.close();
      return index + 1;
    }
    this.#leaveItems(line.column);
    const whole = takeWhole(builder, index, content);
    if (whole !== undefined) return whole;
    const level = heading.exec(content)?.[1]?.length;
    if (level !== undefined) return builder.take('heading', index, index + 1, level);
    if (isMarkup(content) && !(builder.open && goesOn(content))) builder.add('markup', line.start, line.end);
    else if (item.test(content)) {
      builder.start('list-item', line.start, line.end, 1);
      this.#items.push(line.column);
    } else if (builder.open) builder.extend(line.end);
    else if (this.#items.length > 0) builder.start('list-item', line.start, line.end, 1);
    else builder.start('paragraph', line.start, line.end);
    return this.#takeNotes(index, this.#takeCall(takeMath(builder, index))) + 1;
  }

  /** A line that stands no further in than the list item before it is none of it. */
  #leaveItems(column: number): void {
    for (let item = this.#items.at(-1); item !== undefined && column <= item; item = this.#items.at(-1)) {
      this.#items.pop();
      this.#builder.close();
    }
  }

  /** A call that begins in a line and goes on belongs to its paragraph; behind a line of markup it is code. Returns the index of its last line. */
  #takeCall(index: number): number {
    const builder = this.#builder;
    const { start, end } = builder.line(index);
    const open = this.#unclosed < maxUnclosed ? lastCall.exec(builder.text.slice(start, end)) : null;
    const isRaw = (open?.[0].split('`').length ?? 1) % 2 === 0;
    if (!open || isRaw) return index;
    const close = codeEnd(builder.text, start + open[0].length - (open[1]?.length ?? 0), 'call');
    if (close === undefined) this.#unclosed++;
    if (close === undefined || close <= end) return index;
    const last = builder.find(index, (line) => line.end >= close);
    if (builder.open) builder.extend(builder.line(last).end);
    else builder.take('code', index + 1, last + 1);
    return last;
  }

  /** A footnote that begins in these lines and goes on belongs to the paragraph, blank lines and all; returns the index of its last line. */
  #takeNotes(first: number, last: number): number {
    const builder = this.#builder;
    const { text } = builder;
    let index = last;
    let from = builder.line(first).start;
    for (;;) {
      const { end } = builder.line(index);
      const open = text.slice(from, end).search(note);
      if (open < 0 || !builder.open) return index;
      this.#brackets ??= squareBrackets(text);
      const start = text.indexOf('[', from + open);
      const close = this.#brackets.get(start) ?? start;
      from = Math.max(close, start) + 1;
      if (close < end || close - start > longestNote) continue;
      index = builder.find(index, (line) => line.end > close);
      builder.extend(builder.line(index).end);
    }
  }
}

/** A formula that begins in a line of prose and goes on belongs to it, whatever its lines begin with; returns the index of its last line. */
function takeMath(builder: BlockBuilder, index: number): number {
  const count =
    builder
      .content(index)
      .match(dollars)
      ?.filter((sign) => sign === '$').length ?? 0;
  if (count % 2 === 0) return index;
  const last = formulaEnd(builder, index);
  if (last !== undefined) builder.extend(builder.line(last).end);
  return last ?? index;
}

/**
 * The index of the line with the dollar sign that closes a formula which is open at the end of a line. Blank lines may stand in it, as they do
 * in a long derivation; with words after one, it is a formula that is not closed yet.
 */
function formulaEnd(builder: BlockBuilder, index: number): number | undefined {
  const { text } = builder;
  const start = builder.line(index).end;
  const last = builder.find(
    index + 1,
    (line) => line.start - start > longestFormula || closingDollar.test(text.slice(line.first, line.end)),
  );
  const line = builder.lines[last];
  const close = line ? text.slice(line.first, line.end).search(closingDollar) : -1;
  if (!line || close < 0) return undefined;
  const body = text.slice(start, line.first + close);
  const [, ...parts] = body.split(blankLine);
  return parts.some((part) => words.test(part.replace(/"[^"]*"/g, '·'))) ? undefined : last;
}

/** Whether a line only opens or closes content, or calls what prints no text. */
function isMarkup(content: string): boolean {
  if (!/^[#\]]/.test(content)) return false;
  let from = 0;
  for (const { start, end, shows = '' } of typstInlines(content, 'paragraph')) {
    if (/[\p{L}\p{N}]/u.test(content.slice(from, start) + shows)) return false;
    from = end;
  }
  return !/[\p{L}\p{N}]/u.test(content.slice(from));
}

function takeWhole(builder: BlockBuilder, index: number, content: string): number | undefined {
  const fence = /^`{3,}/.exec(content)?.[0];
  const contains =
    (sign: string) =>
    (line: { readonly first: number; readonly end: number }): boolean =>
      builder.text.slice(line.first, line.end).includes(sign);
  if (fence !== undefined) {
    return content.includes(fence, fence.length)
      ? builder.take('code', index, index + 1)
      : builder.takeUntil('code', index, contains(fence));
  }
  if (content.startsWith('//')) return builder.take('comment', index, index + 1);
  if (content.startsWith('/*')) {
    return content.includes('*/') ? builder.take('comment', index, index + 1) : builder.takeUntil('comment', index, contains('*/'));
  }
  if (content === '$' || /^\$\s[^$]*$/.test(content)) {
    const last = formulaEnd(builder, index);
    return last === undefined ? builder.take('math', index, builder.find(index, isBlankLine)) : builder.take('math', index, last + 1);
  }
  if (/^\$\s[^$]*\s\$(?:\s*<[\w:.-]+>)?[.,]?$/.test(content)) return builder.take('math', index, index + 1);
  return takeCode(builder, index, content);
}

/** Whether a line of a paragraph that begins with code goes on with it. */
function goesOn(content: string): boolean {
  return content.startsWith('#') && !statement.test(content) && !blockCall.test(content);
}

/** A statement, or a call whose arguments reach over the line or that has the line to itself. */
function takeCode(builder: BlockBuilder, index: number, content: string): number | undefined {
  const form = statement.test(content) ? 'statement' : call.test(content) ? 'call' : undefined;
  if (!form || control.test(content)) return undefined;
  const line = builder.line(index);
  const kind: BlockKind = content.startsWith('#table(') ? 'table' : 'code';
  const end = codeEnd(builder.text, line.first, form);
  // Brackets that are still to be closed do not make code of what follows the paragraph.
  if (end === undefined) return builder.take(kind, index, builder.find(index, isBlankLine));
  const rest = builder.text.slice(end, line.end).trim();
  if (form === 'call' && builder.open && goesOn(content)) return undefined;
  if (form === 'call' && end <= line.end && rest !== '' && !/^<[\w:-]+>$/.test(rest)) return undefined;
  return builder.take(kind, index, builder.find(index, (candidate) => candidate.end >= end) + 1);
}
