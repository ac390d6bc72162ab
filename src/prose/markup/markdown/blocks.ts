import type { Block } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';
import { frontMatterLines } from './frontMatter.js';
import { bracesEnd } from './braces.js';
import { Containers, type Place } from './containers.js';
import { definitionEnd } from './definitions.js';
import { lineStart, type LineStart } from './lineStart.js';
import { moduleEnd, startsModule } from './modules.js';
import { tagEnd } from './tags.js';
import { TemplateReader } from './templateBlocks.js';

const underline = /^(?:=+|-+)\s*$/;
const delimiterRow = /^(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;
/** Below the heads of a table without bars. */
const dashedRow = /^-{2,}(?:[ \t]+-{2,})+$/;
const fieldOfDirective = /^:[\w-]{1,40}:(?:[ \t]|$)/;
/** How far paragraphs that belong to a block are indented. */
const indentation: Partial<Record<LineStart['kind'], number>> = { description: 2, footnote: 4 };
/** Line starts that end neither a table nor a paragraph that is open. */
const mayContinue: ReadonlySet<LineStart['kind']> = new Set(['table', 'definition', 'component', 'template']);

/**
 * Blocks of Markdown: CommonMark with GitHub's tables, front matter, display math, footnotes and fenced containers.
 *
 * Code of our own, not micromark: on 700 README files that takes 20 times as long, it adds 86 KB to a bundle that the editor
 * loads, and it cannot start in the middle of a document, while we ask at every pause in typing. We need no tree, only what
 * is prose: nested containers become flat blocks. On those files the two agree on 99.9 % of all letters; where they differ in the examples
 * of CommonMark's specification, and why, is the table of `commonMark.test.ts`.
 */
export function markdownBlocks(text: string, atStart: boolean): Block[] {
  return new Scanner(text, false).scan(atStart);
}

/** The same in MDX: statements and expressions of JavaScript are code, what comes between tags is Markdown, and so are indented lines. */
export function mdxBlocks(text: string, atStart: boolean): Block[] {
  return new Scanner(text, true).scan(atStart);
}

class Scanner {
  readonly #text: string;
  readonly #builder: BlockBuilder;
  readonly #containers: Containers;
  readonly #templates: TemplateReader;
  readonly #isMdx: boolean;

  constructor(text: string, isMdx: boolean) {
    this.#text = text;
    this.#builder = new BlockBuilder(text);
    this.#containers = new Containers(text);
    this.#templates = new TemplateReader(text);
    this.#isMdx = isMdx;
  }

  scan(atStart: boolean): Block[] {
    const { lines, blocks } = this.#builder;
    const front = atStart ? frontMatterLines(this.#text, lines) : 0;
    let index = front > 0 ? this.#builder.take('front-matter', 0, front) : 0;
    while (index < lines.length) index = this.#read(index);
    return blocks;
  }

  /** Reads the block, or the next line of a paragraph, that starts at an index; returns the index of the line after it. */
  #read(index: number): number {
    const line = this.#builder.line(index);
    const place = this.#containers.place(line);
    const rest = this.#text.slice(place.offset, line.end);
    const start = lineStart(rest);
    const open = this.#builder.open;
    if (open && rest !== '' && place.depth <= this.#containers.depth) {
      if (this.#isDelimiterRow(index, rest)) return this.#takeTable(index, index - 1);
      if (open.kind === 'paragraph' && this.#containers.indent(place) < 4 && underline.test(rest)) {
        this.#builder.extend(line.end, { kind: 'heading', level: rest.startsWith('=') ? 1 : 2 });
        this.#builder.close();
        return index + 1;
      }
      if (this.#continues(open, place, start)) {
        this.#builder.extend(line.end);
        return index + 1;
      }
    }
    if (start?.kind === 'description') this.#makeTerm(index);
    this.#builder.close();
    if (rest === '') return place.depth > 0 ? this.#builder.take('quote', index, index + 1, place.depth) : index + 1;
    this.#containers.enterQuotations(place);
    return this.#start(index, place, start);
  }

  #isDelimiterRow(index: number, rest: string): boolean {
    if (!/^[|:-]/.test(rest)) return false;
    const row = rest.trimEnd();
    return dashedRow.test(row) || (delimiterRow.test(row) && this.#builder.content(index - 1).includes('|'));
  }

  /** Whether a line goes on with the open paragraph, if need be without its quotation sign or its indentation. */
  #continues(open: Block, place: Place, start: LineStart | undefined): boolean {
    if (start?.kind === 'template') return this.#templates.blockAt(place.offset)?.kind !== 'code';
    if (!start || this.#containers.indent(place) >= 4 || mayContinue.has(start.kind)) return true;
    return start.kind === 'list' && open.kind !== 'list-item' && this.#containers.itemDepth === 0 && !start.interrupts;
  }

  #start(index: number, place: Place, start: LineStart | undefined): number {
    this.#containers.leaveItems(place);
    if (this.#containers.indent(place) >= 4 && !this.#isMdx) return this.#takeIndented(index, place);
    const line = this.#builder.line(index);
    if (place.column === 0 && startsModule(this.#text.slice(line.start, line.end), this.#isMdx)) {
      return this.#builder.take('code', index, moduleEnd(this.#builder, index));
    }
    const offset = start?.kind === 'list' ? this.#containers.enterItems(line, place) : place.offset;
    const taken = this.#takeWhole(index, offset, lineStart(this.#text.slice(offset, line.end)));
    if (taken !== undefined) return taken;
    const indent = start && indentation[start.kind];
    if (indent !== undefined) this.#containers.open(place.column + indent);
    if (this.#containers.depth > 0) this.#builder.start('quote', line.start, line.end, this.#containers.depth);
    else if (offset > place.offset) this.#builder.start('list-item', line.start, line.end, this.#containers.itemDepth);
    else this.#builder.start('paragraph', line.start, line.end);
    return index + 1;
  }

  /** Takes a block whose lines belong together whatever is in them; `undefined` for a paragraph. */
  #takeWhole(index: number, offset: number, start: LineStart | undefined): number | undefined {
    switch (start?.kind) {
      case 'fence':
        return this.#takeFence(index, start.sign, start.length, start.holds);
      case 'math':
        return this.#takeMath(index, offset, start.close);
      case 'comment':
        return this.#takeComment(index, offset, start.open, start.close);
      case 'raw':
        return this.#takeRaw(index, start.close);
      case 'html':
      case 'component':
        return this.#takeTag(index, offset);
      case 'template':
        return this.#takeTemplate(index, offset);
      case 'table':
        return this.#takeTable(index, index);
      case 'heading':
        return this.#builder.take('heading', index, index + 1, /^#+/.exec(this.#text.slice(offset, offset + 6))?.[0].length);
      case 'directive':
        return this.#takeDirective(index);
      case 'container':
        this.#containers.open(this.#containers.place(this.#builder.line(index)).column + 4);
        return this.#builder.take('markup', index, index + 1);
      case 'rule':
        return this.#builder.take('markup', index, index + 1);
      case 'definition':
        return this.#takeDefinition(index, offset) ?? this.#builder.take('markup', index, index + 1);
      default:
        if (this.#text.charAt(offset) === '[') return this.#takeDefinition(index, offset);
        return this.#isMdx && this.#text.charAt(offset) === '{' ? this.#takeExpression(index, offset) : undefined;
    }
  }

  /** What a link's label stands for, where its address or its title are on lines of their own. */
  #takeDefinition(index: number, offset: number): number | undefined {
    const end = definitionEnd(this.#text, offset);
    return end === undefined ? undefined : this.#takeTo('markup', index, end - 1);
  }

  /** A fence that is not closed ends where the quotation or list item around it ends, or with the text. */
  #takeFence(index: number, sign: string, length: number, kind: 'code' | 'math'): number {
    return this.#builder.takeUntil(
      kind,
      index,
      (line) => isClosingFence(this.#containers.rest(line), sign, length),
      (line) => this.#containers.isOutside(line),
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

  /** `%%` that nothing closes, or that has words after it on its line, is a paragraph's. */
  #takeComment(index: number, offset: number, opening: string, closing: string): number | undefined {
    const close = this.#text.indexOf(closing, offset + opening.length);
    const isLoose = opening === '%%';
    if (close < 0) return isLoose ? undefined : this.#builder.takeRest('comment', index);
    const line = this.#builder.line(index);
    const isPart = close < line.end && this.#text.slice(close + closing.length, line.end).trim() !== '';
    return isLoose && isPart ? undefined : this.#takeTo('comment', index, close);
  }

  #takeTemplate(index: number, offset: number): number | undefined {
    const block = this.#templates.blockAt(offset);
    return block && this.#takeTo(block.kind, index, block.end - 1);
  }

  /** A directive, and the lines of its options. */
  #takeDirective(index: number): number {
    const isFollowed = this.#builder.content(index).includes('{');
    const after = this.#builder.find(index + 1, (line) => !isFollowed || !fieldOfDirective.test(this.#containers.rest(line)));
    return this.#builder.take('markup', index, after);
  }

  /** HTML reaches to a blank line. A component that goes over lines ends with its tag, as all tags of MDX do. */
  #takeTag(index: number, offset: number): number | undefined {
    const end = tagEnd(this.#text, offset, offset + 2000);
    const line = this.#builder.line(index);
    const isLong = end !== undefined && end > line.end;
    if (end === undefined || !(isLong || this.#isMdx)) return this.#takeHtml(index);
    const last = this.#builder.line(this.#builder.find(index, (next) => next.end >= end));
    if (this.#text.slice(end, last.end).trim() !== '' && this.#isMdx) return undefined;
    return this.#takeTo('html', index, end - 1);
  }

  #takeHtml(index: number): number {
    const after = this.#builder.find(index + 1, (line) => this.#containers.rest(line) === '' || this.#containers.isOutside(line));
    return this.#builder.take('html', index, after);
  }

  /** An expression of MDX that has its lines to itself. */
  #takeExpression(index: number, offset: number): number | undefined {
    const end = bracesEnd(this.#text, offset, Math.min(this.#text.length, offset + 1000));
    if (end === undefined || /^[ \t]*\S/.test(this.#text.slice(end, end + 100))) return undefined;
    return this.#takeTo(this.#text.startsWith('{/*', offset) ? 'comment' : 'code', index, end - 1);
  }

  /** Takes the lines up to the one that holds an offset. */
  #takeTo(kind: Block['kind'], index: number, offset: number): number {
    return this.#builder.take(kind, index, this.#builder.find(index, (line) => line.end > offset) + 1);
  }

  /** What stands above a definition is its term; a paragraph of one line also where a blank line is between. */
  #makeTerm(index: number): void {
    const last = this.#builder.blocks.at(-1);
    if (last?.kind !== 'paragraph' || /^[ \t]*(?::[ \t]|\[\^)/.test(this.#text.slice(last.start, last.end))) return;
    const gap = this.#text.slice(last.end, this.#builder.line(index).start);
    const isNear =
      this.#builder.open !== undefined || (gap.split('\n').length <= 3 && !this.#text.slice(last.start, last.end).includes('\n'));
    if (isNear) this.#builder.retag('list-item', 1);
  }

  #takeIndented(index: number, { margin }: Place): number {
    const content = Math.max(margin, this.#containers.content) + 4;
    const after = this.#builder.find(index + 1, (line) => {
      const place = this.#containers.place(line);
      return place.depth !== this.#containers.depth || (place.offset < line.end && place.column < content);
    });
    return this.#builder.take('code', index, after);
  }

  /** Rows up to a blank line or the start of another block. The line at `header` may be a paragraph so far. */
  #takeTable(index: number, header: number): number {
    if (header < index) this.#builder.retract(header);
    const after = this.#builder.find(index + 1, (line) => {
      const place = this.#containers.place(line);
      const start = lineStart(this.#text.slice(place.offset, line.end));
      return place.offset >= line.end || place.depth !== this.#containers.depth || (start !== undefined && !mayContinue.has(start.kind));
    });
    return this.#builder.take('table', header, after);
  }

  #slice(line: Line): string {
    return this.#text.slice(line.first, line.end);
  }
}

function isClosingFence(rest: string, sign: string, length: number): boolean {
  return rest.length >= length && rest.startsWith(sign) && rest === sign.repeat(rest.length);
}
