import { type Block, type BlockKind, isProseKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';
import { readsAsProse } from '../readsAsProse.js';
import { type Container, Containers } from './containers.js';
import { directiveContent, type DirectiveContent } from './directives.js';
import { headerFields } from './headerFields.js';
import { directiveHead, field, item, note, optionItem, versionedHead } from './markers.js';

const adornment = /^([=\-`:'"~^_*+#<>.!$%&(),/;?@[\\\]{|}])\1*\s*$/;
const directive = /^\.\. +(?:\|[^|\n]*\| +)?([A-Za-z][\w:.+-]*?)::(?:\s|$)/;
const target = /^(?:\.\. +(?:_[^\n]*:|\|[^|\n]*\|)|__ )/;
const gridTable = /^\+[-=+]{3,}/;
const simpleTable = /^=+(?:\s+=+)+\s*$/;
const enumerator = /^\(?(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})[.)]/;
/** Directives that may hold whole sections. */
const conditions = new Set(['only', 'ifconfig']);
/** Signs that may quote the lines of a literal block which is not indented. Those of lists are none. */
const literalQuote = /^[!"#$%&'(),./:;<=>?@[\\\]^_`{|}~]/;

/** Blocks of reStructuredText. Indentation decides what belongs to an item, a directive, a comment or a literal block. */
export function rstBlocks(text: string, atStart: boolean): Block[] {
  return new Scanner(text).scan(atStart);
}

class Scanner {
  readonly #builder: BlockBuilder;
  readonly #containers = new Containers();
  /** The column of the text of the block that can grow, and the index of its first line. */
  #column = 0;
  #first = 0;
  #hasText = false;
  /** Heading styles (the sign, doubled when it also stands above) in the order of their levels. */
  readonly #styles: string[] = [];

  constructor(text: string) {
    this.#builder = new BlockBuilder(text);
  }

  scan(atStart: boolean): Block[] {
    const header = atStart ? headerFields(this.#builder) : 0;
    if (header > 0) this.#builder.take('front-matter', 0, header);
    for (let index = header; index < this.#builder.lines.length;) index = this.#read(index);
    return this.#builder.blocks;
  }

  /** Reads the block, or the next line of a paragraph, at an index; returns the index of the line after it. */
  #read(index: number): number {
    const line = this.#builder.line(index);
    if (isBlankLine(line)) {
      this.#builder.close();
      return index + 1;
    }
    const rest = this.#builder.content(index);
    const heading = this.#containers.hasSections(line.column) ? this.#readHeading(index, rest, line.column) : undefined;
    if (heading !== undefined) return heading;
    if (this.#builder.open && line.column < this.#column) this.#builder.close();
    if (this.#builder.open && this.#isDefinition(index, line)) this.#openDefinition(line);
    if (this.#builder.open) this.#builder.extend(line.end);
    else {
      this.#containers.enter(line.column);
      const taken = this.#takeWhole(index, rest);
      if (taken !== undefined) return taken;
      this.#start(index, rest);
    }
    return this.#takeLiteral(index, rest);
  }

  #readHeading(index: number, rest: string, column: number): number | undefined {
    const sign = adornment.exec(rest)?.[1];
    const length = rest.trimEnd().length;
    if (sign === undefined || rest.startsWith('..') || rest.trimEnd() === '::' || length < 3) return undefined;
    const open = this.#builder.open;
    if (open && this.#first === index - 1 && this.#builder.line(index - 1).column === column) {
      this.#builder.extend(this.#builder.line(index).end, { kind: 'heading', level: this.#levelOf(sign) });
      this.#containers.leave(column);
      this.#builder.close();
      return index + 1;
    }
    if (open) return undefined;
    this.#containers.leave(column);
    const isOverline = adornment.exec(this.#builder.content(index + 2))?.[1] === sign && this.#builder.content(index + 1) !== '';
    return isOverline
      ? this.#builder.take('heading', index, index + 3, this.#levelOf(sign + sign))
      : this.#builder.take('markup', index, index + 1);
  }

  #levelOf(style: string): number {
    if (!this.#styles.includes(style)) this.#styles.push(style);
    return this.#styles.indexOf(style) + 1;
  }

  /** A line of text, or several terms in a glossary, with indented lines right below. */
  #isDefinition(index: number, line: Line): boolean {
    if (this.#builder.open?.kind !== 'paragraph' || line.column <= this.#column) return false;
    return this.#first === index - 1 || this.#containers.last?.isGlossary === true;
  }

  #openDefinition(line: Line): void {
    const { open } = this.#builder;
    if (open) this.#builder.extend(open.end, { kind: 'list-item' });
    this.#builder.close();
    this.#containers.open({ column: line.column, kind: 'paragraph' });
  }

  /** Starts an item, a field, a note or a paragraph. */
  #start(index: number, rest: string): void {
    const line = this.#builder.line(index);
    this.#hasText = true;
    this.#first = index;
    const marker = this.#isItem(index, rest) ? (item.exec(rest)?.[0].length ?? 1) : 0;
    const hasBody = marker > 0 || field.test(rest) || note.test(rest) || optionItem.test(rest);
    this.#column = line.column + marker;
    if (hasBody) this.#containers.open({ column: marker > 0 ? this.#column : this.#bodyColumn(index), kind: 'list-item' });
    if (hasBody && marker === 0) this.#column = line.column + 1;
    this.#builder.start(hasBody ? 'list-item' : this.#containers.kind, line.start, line.end);
  }

  /** What has a letter or number for a marker is an item only if its next line agrees: "A. Lee wrote" may be text. */
  #isItem(index: number, rest: string): boolean {
    if (!item.test(rest)) return false;
    const next = this.#builder.content(index + 1);
    if (next === '' || !enumerator.test(rest)) return true;
    return this.#builder.line(index + 1).column !== this.#builder.line(index).column || item.test(next) || adornment.test(next);
  }

  /** The column of the lines that are indented below a line; at least one more than its own. */
  #bodyColumn(index: number): number {
    const { column } = this.#builder.line(index);
    const next = this.#builder.lines[this.#builder.find(index + 1, (line) => !isBlankLine(line))];
    return next && next.column > column ? next.column : column + 1;
  }

  /** Takes a block that is no paragraph, if one starts here. */
  #takeWhole(index: number, rest: string): number | undefined {
    const name = directive.exec(rest)?.[1];
    if (name !== undefined) return this.#takeDirective(index, name, rest);
    if (target.test(rest)) return this.#builder.take('markup', index, this.#indentedEnd(index));
    if (note.test(rest)) return undefined;
    if (/^\.\.(?:\s|$)/.test(rest)) return this.#takeComment(index, rest);
    if (field.test(rest) && !this.#hasText) return this.#builder.take('front-matter', index, this.#indentedEnd(index));
    if (rest.startsWith('>>> ')) return this.#builder.take('code', index, this.#builder.find(index, isBlankLine));
    if (gridTable.test(rest)) return this.#builder.take('table', index, this.#builder.find(index, isBlankLine));
    if (simpleTable.test(rest)) return this.#takeSimpleTable(index);
    return undefined;
  }

  /** Two full stops alone, with a blank line after them, are a whole comment. */
  #takeComment(index: number, rest: string): number {
    const isEmpty = rest.trimEnd() === '..' && this.#builder.content(index + 1) === '';
    return this.#builder.take('comment', index, isEmpty ? index + 1 : this.#indentedEnd(index));
  }

  #takeDirective(index: number, name: string, rest: string): number {
    const content = directiveContent(name);
    const isSubstitution = rest.startsWith('|', rest.search(/[^.\s]/));
    if (isSubstitution || isOpaque(content)) {
      return this.#builder.take(isSubstitution || !isOpaque(content) ? 'markup' : content, index, this.#indentedEnd(index));
    }
    const head = content === 'change' ? versionedHead : content === 'admonition' ? directiveHead : undefined;
    const textLength = head === undefined ? 0 : rest.slice(head.exec(rest)?.[0].length ?? rest.length).trim().length;
    const headEnd = textLength > 0 ? this.#textEnd(index) : this.#headEnd(index, rest, content);
    this.#builder.take(textLength > 0 ? this.#containers.kind : 'markup', index, headEnd);
    if (textLength > 0) this.#hasText = true;
    const optionsEnd = this.#optionsEnd(index, headEnd);
    if (optionsEnd > headEnd) this.#builder.take('markup', headEnd, optionsEnd);
    return this.#openContent(index, optionsEnd, content, name);
  }

  /** The index after the arguments and options in the head of a directive. */
  #headEnd(index: number, rest: string, content: DirectiveContent | undefined): number {
    const { column } = this.#builder.line(index);
    const hasArguments = rest.trimEnd().endsWith('::')
      ? content !== 'admonition' && content !== 'prose' && content !== 'change'
      : content !== 'change';
    const isArgument = (line: Line): boolean => !isBlankLine(line) && line.column > column && !this.#isField(line);
    const end = hasArguments ? this.#builder.find(index + 1, (line) => !isArgument(line)) : index + 1;
    const text = this.#builder.text.slice(this.#builder.line(index).end, this.#builder.line(end - 1).end);
    return this.#optionsEnd(index, rest.trimEnd().endsWith('::') && readsAsProse(text) ? index + 1 : end);
  }

  /** The index after the text that begins in the head of a directive. */
  #textEnd(index: number): number {
    const { column } = this.#builder.line(index);
    return this.#builder.find(index + 1, (line) => isBlankLine(line) || line.column <= column || this.#isField(line));
  }

  /** The index after the options that stand at an index, with the lines that go on with them. */
  #optionsEnd(head: number, from: number): number {
    const { column } = this.#builder.line(head);
    const first = this.#builder.lines[from];
    if (!first || first.column <= column || !this.#isField(first)) return from;
    return this.#builder.find(
      from + 1,
      (line) => isBlankLine(line) || line.column < first.column || (line.column === first.column && !this.#isField(line)),
    );
  }

  #isField(line: Line): boolean {
    return field.test(this.#builder.text.slice(line.first, line.end));
  }

  /** Goes into the content of a directive, or takes it where it is no prose. */
  #openContent(head: number, from: number, content: DirectiveContent | undefined, name: string): number {
    const { column } = this.#builder.line(head);
    const first = this.#builder.find(from, (line) => !isBlankLine(line));
    const line = this.#builder.lines[first];
    if (!line || line.column <= column) return from;
    if (content === undefined && !readsAsProse(this.#builder.text.slice(line.start, line.start + 1000).split(/\n\s*\n/, 1)[0] ?? '')) {
      return this.#builder.take('code', first, this.#indentedEnd(head));
    }
    const kind = content === 'quote' ? 'quote' : content === 'aside' ? 'list-item' : 'paragraph';
    const container: Container = { column: line.column, kind, isGlossary: name === 'glossary', hasSections: conditions.has(name) };
    this.#containers.open(container);
    return first;
  }

  /** A simple table ends at a border with a blank line after it; its first border and that of its header have none. */
  #takeSimpleTable(index: number): number {
    const isEnd = (_: Line, next: number): boolean =>
      simpleTable.test(this.#builder.content(next)) && this.#builder.content(next + 1) === '';
    const last = this.#builder.find(index + 2, isEnd);
    const isClosed = last < this.#builder.lines.length;
    return this.#builder.take('table', index, isClosed ? last + 1 : this.#builder.find(index, isBlankLine));
  }

  /** A paragraph that ends in `::` announces a literal block: what is indented more than it, or quoted. */
  #takeLiteral(index: number, rest: string): number {
    if (!rest.trimEnd().endsWith('::') || this.#builder.content(index + 1) !== '') return index + 1;
    this.#builder.close();
    const first = this.#builder.find(index + 1, (line) => !isBlankLine(line));
    const quote = literalQuote.exec(this.#builder.content(first))?.[0];
    const isQuoted = quote !== undefined && this.#builder.line(first).column === this.#column && quote !== '.';
    const after = isQuoted
      ? this.#builder.find(first, (_, next) => !this.#builder.content(next).startsWith(quote))
      : this.#builder.find(first, (line) => !isBlankLine(line) && line.column <= this.#column);
    return after > first ? this.#builder.take('code', first, after) : index + 1;
  }

  /** The index of the first line after one that is not indented more than it. */
  #indentedEnd(index: number): number {
    const { column } = this.#builder.line(index);
    return this.#builder.find(index + 1, (line) => !isBlankLine(line) && line.column <= column);
  }
}

function isOpaque(content: DirectiveContent | undefined): content is BlockKind {
  return (
    content !== undefined &&
    content !== 'prose' &&
    content !== 'admonition' &&
    content !== 'change' &&
    content !== 'aside' &&
    !isProseKind(content)
  );
}
