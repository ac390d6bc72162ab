import { isBlank } from '../../characters.js';
import type { Block } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, nextColumn, type Line } from '../lines.js';
import { frontMatterLines } from './frontMatter.js';
import { lineStart, type LineStart } from './lineStart.js';

/** A place on a line, behind the signs of the quotations that the line stands in. */
interface Place {
  /** The first character that is no blank, and its column. */
  readonly offset: number;
  readonly column: number;
  /** How many quotations, and the column where text in the innermost starts. */
  readonly depth: number;
  readonly margin: number;
}

const underline = /^(?:=+|-+)\s*$/;
const delimiterRow = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
/** Line starts that end neither a table nor a paragraph that is open. */
const mayContinue: ReadonlySet<LineStart['kind']> = new Set(['table', 'definition', 'component']);

/**
 * Blocks of Markdown: CommonMark with GitHub's tables, front matter, display math, footnotes and fenced containers.
 *
 * Code of our own, not micromark: on 700 README files that takes 20 times as long, it adds 86 KB to a bundle that the editor
 * loads, and it cannot start in the middle of a document, while we ask at every pause in typing. We need no tree, only what
 * is prose: nested containers become flat blocks. On those files the two agree on 99.9 % of all letters; the rest is mostly
 * what we leave out on purpose, such as names behind `@` and entities.
 */
export function markdownBlocks(text: string, atStart: boolean): Block[] {
  return new Scanner(text).scan(atStart);
}

class Scanner {
  readonly #text: string;
  readonly #builder: BlockBuilder;
  /** Columns where the content of the list items starts that the current line may belong to, outermost first. */
  readonly #items: number[] = [];
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#builder = new BlockBuilder(text);
  }

  scan(atStart: boolean): Block[] {
    const { lines, blocks } = this.#builder;
    const front = atStart ? frontMatterLines(this.#text, lines) : 0;
    let index = front > 0 ? this.#builder.take('front-matter', 0, front) : 0;
    while (index < lines.length) index = this.#read(index);
    return blocks;
  }

  /** Reads the block, or the next line of a paragraph, that starts at an index; returns the index of the line behind it. */
  #read(index: number): number {
    const line = this.#builder.line(index);
    const place = this.#place(line);
    const rest = this.#text.slice(place.offset, line.end);
    const start = lineStart(rest);
    const open = this.#builder.open;
    if (open && rest !== '' && place.depth <= this.#depth) {
      if (this.#isDelimiterRow(index, rest)) return this.#takeTable(index, index - 1);
      if (open.kind === 'paragraph' && this.#indent(place) < 4 && underline.test(rest)) {
        this.#builder.extend(line.end, { kind: 'heading', level: rest.startsWith('=') ? 1 : 2 });
        this.#builder.close();
        return index + 1;
      }
      if (this.#continues(open, place, start)) {
        this.#builder.extend(line.end);
        return index + 1;
      }
    }
    this.#builder.close();
    if (rest === '') return place.depth > 0 ? this.#builder.take('quote', index, index + 1, place.depth) : index + 1;
    if (place.depth !== this.#depth) this.#items.length = 0;
    this.#depth = place.depth;
    return this.#start(index, place, start);
  }

  #isDelimiterRow(index: number, rest: string): boolean {
    return /^[|:-]/.test(rest) && delimiterRow.test(rest) && this.#builder.content(index - 1).includes('|');
  }

  /** Whether a line goes on with the open paragraph, if need be without its quotation sign or its indentation. */
  #continues(open: Block, place: Place, start: LineStart | undefined): boolean {
    if (!start || this.#indent(place) >= 4 || mayContinue.has(start.kind)) return true;
    return start.kind === 'list' && open.kind !== 'list-item' && this.#items.length === 0 && !start.interrupts;
  }

  #start(index: number, place: Place, start: LineStart | undefined): number {
    while (place.column < (this.#items.at(-1) ?? 0)) this.#items.pop();
    if (this.#indent(place) >= 4) return this.#takeIndented(index, place);
    const line = this.#builder.line(index);
    const offset = start?.kind === 'list' ? this.#enterItems(line, place) : place.offset;
    const taken = this.#takeWhole(index, offset, lineStart(this.#text.slice(offset, line.end)));
    if (taken !== undefined) return taken;
    if (this.#depth > 0) this.#builder.start('quote', line.start, line.end, this.#depth);
    else if (offset > place.offset) this.#builder.start('list-item', line.start, line.end, this.#items.length);
    else this.#builder.start('paragraph', line.start, line.end);
    return index + 1;
  }

  /** Goes behind the markers of one or more list items ("- 1. text"), and behind quotation signs in them. */
  #enterItems(line: Line, place: Place): number {
    let { offset, column } = place;
    for (;;) {
      const start = lineStart(this.#text.slice(offset, line.end));
      if (start?.kind !== 'list' && (start?.kind !== 'quote' || offset === place.offset)) return offset;
      const width = start.kind === 'list' ? start.width : 1;
      const marker = column + width;
      offset += width;
      column = marker;
      while (offset < line.end && isBlank(this.#text.charCodeAt(offset))) column = nextColumn(this.#text, offset++, column);
      if (start.kind === 'list') this.#items.push(offset >= line.end || column - marker > 4 ? marker + 1 : column);
    }
  }

  /** Takes a block whose lines belong together whatever is in them; `undefined` for a paragraph. */
  #takeWhole(index: number, offset: number, start: LineStart | undefined): number | undefined {
    switch (start?.kind) {
      case 'fence':
        return this.#takeFence(index, start.sign, start.length);
      case 'math':
        return this.#takeMath(index, offset, start.close);
      case 'comment':
        return this.#takeComment(index, offset);
      case 'raw':
        return this.#takeRaw(index, start.close);
      case 'html':
      case 'component':
        return this.#builder.take('html', index, this.#builder.find(index, isBlankLine));
      case 'table':
        return this.#takeTable(index, index);
      case 'heading':
        return this.#builder.take('heading', index, index + 1, /^#+/.exec(this.#text.slice(offset, offset + 6))?.[0].length);
      case 'rule':
      case 'directive':
      case 'definition':
        return this.#builder.take('markup', index, index + 1);
      default:
        return undefined;
    }
  }

  /** A fence that is not closed ends where the quotation or list item around it ends, or with the text. */
  #takeFence(index: number, sign: string, length: number): number {
    const content = this.#items.at(-1) ?? 0;
    return this.#builder.takeUntil(
      'code',
      index,
      (line) => isClosingFence(this.#rest(line), sign, length),
      (line) => {
        const { offset, depth, column } = this.#place(line);
        return depth < this.#depth || (offset < line.end && column < content);
      },
    );
  }

  /** Display math that is not closed ends at a blank line. */
  #takeMath(index: number, offset: number, close: string): number {
    const line = this.#builder.line(index);
    if (this.#text.slice(offset + 2, line.end).includes(close)) return this.#builder.take('math', index, index + 1);
    return this.#builder.takeUntil('math', index, (next) => this.#slice(next).includes(close), isBlankLine);
  }

  #takeRaw(index: number, close: RegExp): number {
    if (close.test(this.#builder.content(index))) return this.#builder.take('code', index, index + 1);
    return this.#builder.takeUntil('code', index, (line) => close.test(this.#slice(line)));
  }

  #takeComment(index: number, offset: number): number {
    const close = this.#text.indexOf('-->', offset + 2);
    if (close < 0) return this.#builder.takeRest('comment', index);
    return this.#builder.take('comment', index, this.#builder.find(index, (line) => line.end > close) + 1);
  }

  #takeIndented(index: number, { margin }: Place): number {
    const content = Math.max(margin, this.#items.at(-1) ?? 0) + 4;
    const after = this.#builder.find(index + 1, (line) => {
      const place = this.#place(line);
      return place.depth !== this.#depth || (place.offset < line.end && place.column < content);
    });
    return this.#builder.take('code', index, after);
  }

  /** Rows up to a blank line or the start of another block. The line at `header` may be a paragraph so far. */
  #takeTable(index: number, header: number): number {
    if (header < index) this.#builder.retract(header);
    const after = this.#builder.find(index + 1, (line) => {
      const place = this.#place(line);
      const start = lineStart(this.#text.slice(place.offset, line.end));
      return place.offset >= line.end || place.depth !== this.#depth || (start !== undefined && !mayContinue.has(start.kind));
    });
    return this.#builder.take('table', header, after);
  }

  /** A line behind the signs of its quotations, without blanks around it. */
  #rest(line: Line): string {
    return this.#text.slice(this.#place(line).offset, line.end).trimEnd();
  }

  #slice(line: Line): string {
    return this.#text.slice(line.first, line.end);
  }

  /** Columns between a place and the margin of the innermost container that it stands in. */
  #indent({ column, margin }: Place): number {
    const content = this.#items.at(-1) ?? 0;
    return column - (content <= column ? Math.max(margin, content) : margin);
  }

  /** Goes behind quotation signs; one space behind each belongs to it. */
  #place(line: Line): Place {
    let { first: offset, column } = line;
    let depth = 0;
    let margin = 0;
    const skipBlanks = (): void => {
      while (offset < line.end && isBlank(this.#text.charCodeAt(offset))) column = nextColumn(this.#text, offset++, column);
    };
    while (this.#text.charCodeAt(offset) === 62 && offset < line.end && this.#indent({ offset, column, depth, margin }) < 4) {
      depth++;
      offset++;
      column++;
      margin = offset < line.end && isBlank(this.#text.charCodeAt(offset)) ? column + 1 : column;
      skipBlanks();
    }
    return { offset, column, depth, margin };
  }
}

function isClosingFence(rest: string, sign: string, length: number): boolean {
  return rest.length >= length && rest.startsWith(sign) && rest === sign.repeat(rest.length);
}
