import type { Block, BlockKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';
import { readsAsProse } from '../readsAsProse.js';
import { takeAttribute, takeHeader } from './header.js';
import * as lines from './lines.js';

/** Blocks of AsciiDoc. */
export function asciidocBlocks(text: string, atStart: boolean): Block[] {
  return new Scanner(text).scan(atStart);
}

type ProseKind = Extract<BlockKind, 'paragraph' | 'list-item' | 'quote'>;

/** A list that an item has begun: what paragraphs in it are. */
interface List {
  readonly kind: ProseKind;
  /** Whether the text of a term is still to come. */
  readonly isOpenTerm?: boolean;
}

/** A delimited block that holds prose, and the list that it is in. */
interface Delimited {
  readonly delimiter: string;
  readonly kind: ProseKind;
  readonly list: List | undefined;
}

class Scanner {
  readonly #builder: BlockBuilder;
  readonly #delimited: Delimited[] = [];
  #list: List | undefined;
  /** Whether a `+` on a line of its own attaches the next block to the list. */
  #isAttached = false;
  #style = '';
  /** Whether the lines of the next paragraph, or of all, end where they do. */
  #keepsLines: 'next' | 'all' | undefined;
  #first = 0;

  constructor(text: string) {
    this.#builder = new BlockBuilder(text);
  }

  scan(atStart: boolean): Block[] {
    const first = atStart ? takeHeader(this.#builder) : 0;
    for (let index = 0; index < first; index++) this.#readOptions(this.#builder.content(index));
    for (let index = first; index < this.#builder.lines.length;) index = this.#read(index);
    return this.#builder.blocks;
  }

  /** What a paragraph is here. */
  get #kind(): ProseKind {
    return this.#delimited.at(-1)?.kind ?? 'paragraph';
  }

  /** Reads the block, or the next line of a paragraph, at an index; returns the index of the line after it. */
  #read(index: number): number {
    const line = this.#builder.line(index);
    const content = this.#builder.content(index).trimEnd();
    if (isBlankLine(line)) {
      this.#builder.close();
      return index + 1;
    }
    return this.#takeSetextHeading(index, content) ?? this.#takeWhole(index, line, content) ?? this.#takeText(index, line, content);
  }

  /** A paragraph of one line with a line of signs below it. */
  #takeSetextHeading(index: number, content: string): number | undefined {
    const { open } = this.#builder;
    if (open?.kind !== 'paragraph' || this.#first !== index - 1 || this.#delimited.length > 0) return undefined;
    const level = lines.levelOfUnderline(this.#builder.content(index - 1).trimEnd(), content);
    if (level === undefined) return undefined;
    this.#builder.extend(this.#builder.line(index).end, { kind: 'heading', level });
    this.#builder.close();
    return index + 1;
  }

  /** Takes a line, or a block, that is no text of a paragraph. */
  #takeWhole(index: number, line: Line, content: string): number | undefined {
    if (content.startsWith('//') && !content.startsWith('///')) return this.#builder.take('comment', index, index + 1);
    if (this.#builder.open && lines.preprocessor.test(content)) return undefined;
    const kind = line.column === 0 ? lines.opaqueKind(content) : undefined;
    if (kind) return this.#takeOpaque(index, content, kind);
    if (lines.attribute.test(content)) {
      this.#readOptions(content);
      return takeAttribute(this.#builder, 'markup', index);
    }
    const level = this.#builder.open ? undefined : lines.heading.exec(content)?.[1]?.length;
    if (level !== undefined) return this.#takeHeading(index, level);
    if (content === '+') {
      this.#isAttached = this.#list !== undefined;
      return this.#builder.take('markup', index, index + 1);
    }
    if (line.column === 0 && lines.isProseDelimiter(content)) return this.#takeDelimiter(index, content);
    if (!lines.isMarkup(content)) return undefined;
    if (lines.isBlockAttributes(content) && !content.startsWith('[[')) this.#readAttributes(content);
    return this.#builder.take('markup', index, index + 1);
  }

  #takeOpaque(index: number, content: string, kind: BlockKind): number {
    const styled = lines.styledKind(this.#takeStyle());
    const { text } = this.#builder;
    return this.#builder.takeUntil(kind === 'code' && styled === 'math' ? 'math' : kind, index, ({ start, end }) =>
      lines.closesBlock(text.slice(start, end).trimEnd(), content),
    );
  }

  #takeHeading(index: number, level: number): number {
    this.#list = undefined;
    this.#takeStyle();
    return this.#builder.take('heading', index, index + 1, level);
  }

  /** Closes the block that a delimiter has opened, and those that were left open in it; or opens another. */
  #takeDelimiter(index: number, content: string): number {
    const opened = this.#delimited.findLastIndex(({ delimiter }) => delimiter === content);
    const styled = lines.styledKind(this.#takeStyle());
    if (opened >= 0) {
      this.#list = this.#delimited[opened]?.list;
      this.#delimited.length = opened;
      return this.#builder.take('markup', index, index + 1);
    }
    if (content === '--' && styled !== undefined && styled !== 'quote') return this.#takeOpaque(index, content, styled);
    const list = this.#takeAttachment();
    const outer = list?.kind ?? this.#kind;
    const isQuote = content.startsWith('_') || styled === 'quote';
    this.#delimited.push({ delimiter: content, kind: isQuote && outer === 'paragraph' ? 'quote' : outer, list });
    this.#list = undefined;
    return this.#builder.take('markup', index, index + 1);
  }

  #takeText(index: number, line: Line, content: string): number {
    const { open } = this.#builder;
    if (!open && lines.blockTitle.test(content) && line.column === 0 && !lines.item.test(content)) {
      return this.#builder.take('list-item', index, index + 1);
    }
    if (lines.item.test(content)) return this.#startItem(index, line);
    const term = lines.preprocessor.test(content) ? undefined : lines.description.exec(content)?.[0];
    if (term !== undefined && (!open || this.#list)) return this.#startTerm(line, index, term);
    if (open) this.#builder.extend(line.end);
    else return this.#startParagraph(index, line, content);
    return index + 1;
  }

  #startItem(index: number, line: Line): number {
    this.#takeStyle();
    this.#list = { kind: 'list-item' };
    this.#isAttached = false;
    this.#first = index;
    this.#builder.start('list-item', line.start, line.end, 1);
    return index + 1;
  }

  /** A term and the text that describes it are separate; the text may begin on another line. */
  #startTerm(line: Line, index: number, term: string): number {
    this.#takeStyle();
    const kind = this.#list?.kind ?? this.#kind;
    const end = line.first + term.trimEnd().length;
    this.#builder.add('list-item', line.start, end, 1);
    const text = line.first + term.length;
    this.#list = { kind, isOpenTerm: text >= line.end };
    this.#first = index;
    if (text < line.end) this.#builder.start(kind, text, line.end);
    return index + 1;
  }

  #startParagraph(index: number, line: Line, content: string): number {
    const styled = lines.styledKind(this.#takeStyle());
    if (styled && styled !== 'quote') return this.#builder.take(styled, index, this.#builder.find(index, isBlankLine));
    const isInList = this.#isAttached || line.column > 0 || this.#list?.isOpenTerm === true;
    const list = isInList ? this.#list : undefined;
    if (line.column > 0 && list?.isOpenTerm !== true && !this.#isProseInList(index, list)) {
      return this.#builder.take('code', index, this.#builder.find(index, isBlankLine));
    }
    this.#list = list && { kind: list.kind };
    this.#isAttached = false;
    this.#first = index;
    const isQuote = styled === 'quote' || this.#isQuotation(index, content);
    const kind = isQuote ? 'quote' : (list?.kind ?? this.#kind);
    this.#builder.start(kind, line.start, line.end);
    if (this.#keepsLines) this.#builder.extend(line.end, { kind, keepsLines: true });
    if (this.#keepsLines === 'next') this.#keepsLines = undefined;
    return index + 1;
  }

  /** An indented line after a blank one is literal text; in a list it may be meant to go on with an item. */
  #isProseInList(index: number, list: List | undefined): boolean {
    if (!list) return false;
    const end = this.#builder.find(index, isBlankLine);
    return readsAsProse(this.#builder.text.slice(this.#builder.line(index).start, this.#builder.line(end - 1).end));
  }

  /** Lines after ">", or in quotation marks with a source after two dashes. */
  #isQuotation(index: number, content: string): boolean {
    if (/^>[ \t]/.test(content)) return true;
    if (!/^["“]/.test(content)) return false;
    return this.#builder.content(this.#builder.find(index, isBlankLine) - 1).startsWith('-- ');
  }

  #readAttributes(content: string): void {
    this.#style = lines.styleIn(content) || this.#style;
    this.#readOptions(content);
  }

  #readOptions(content: string): void {
    if (lines.asksForLines(content)) this.#keepsLines = content.startsWith(':') ? 'all' : (this.#keepsLines ?? 'next');
  }

  #takeStyle(): string {
    const style = this.#style;
    this.#style = '';
    return style;
  }

  #takeAttachment(): List | undefined {
    const list = this.#isAttached ? this.#list : undefined;
    this.#isAttached = false;
    return list;
  }
}
