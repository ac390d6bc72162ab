import type { Block, BlockKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';

const adornment = /^([=\-`:'"~^_*+#<>.!$%&(),/;?@[\\\]{|}])\1*\s*$/;
const directive = /^\.\. +(?:\|[^|\n]*\| +)?([A-Za-z][\w:.-]*?)::(?:\s|$)/;
const target = /^(?:\.\. +(?:_[^\n]*:|\|[^|\n]*\|)|__ )/;
const footnote = /^\.\. +\[[^\]\n]+\]/;
const field = /^:[^:\s][^:\n]*:(?:\s|$)/;
const item = /^(?:[*+•-]|(?:\d{1,3}|[A-Za-z]|#|[ivxIVX]{1,5})[.)]|\((?:\d{1,3}|[A-Za-z])\))\s/;
const gridTable = /^\+[-=+]{3,}/;
const simpleTable = /^=+(?:\s+=+)+\s*$/;

/** Directives whose content is no prose, by what it is. Those not listed (notes, API descriptions, …) hold prose. */
const opaqueDirectives: ReadonlyMap<string, BlockKind> = new Map<string, BlockKind>([
  ...['code-block', 'code', 'sourcecode', 'literalinclude', 'parsed-literal', 'highlight', 'prompt', 'productionlist'].map(codeEntry),
  ...['doctest', 'testcode', 'testoutput', 'testsetup', 'testcleanup', 'ipython', 'plot', 'graphviz', 'mermaid', 'digraph'].map(codeEntry),
  ...['image', 'include', 'raw', 'toctree', 'index', 'meta', 'replace', 'unicode', 'date', 'role', 'contents', 'default-role'].map(
    codeEntry,
  ),
  ['math', 'math'],
  ['table', 'table'],
  ['csv-table', 'table'],
  ['list-table', 'table'],
]);

function codeEntry(name: string): [string, BlockKind] {
  return [name, 'code'];
}

/** Blocks of reStructuredText. Indentation decides what belongs to a directive, comment or literal block. */
export function rstBlocks(text: string): Block[] {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #builder: BlockBuilder;
  #hasText = false;
  /** Heading styles (the sign, doubled when it also stands above) in the order of their levels. */
  readonly #styles: string[] = [];

  constructor(text: string) {
    this.#builder = new BlockBuilder(text);
  }

  scan(): Block[] {
    for (let index = 0; index < this.#builder.lines.length;) index = this.#read(index);
    return this.#builder.blocks;
  }

  /** Reads the block, or the next line of a paragraph, at an index; returns the index of the line behind it. */
  #read(index: number): number {
    const line = this.#builder.line(index);
    if (isBlankLine(line)) {
      this.#builder.close();
      return index + 1;
    }
    const rest = this.#builder.content(index);
    const heading = line.column === 0 ? this.#readHeading(index, rest) : undefined;
    if (heading !== undefined) return heading;
    if (this.#builder.open && !item.test(rest)) this.#builder.extend(line.end);
    else {
      const taken = this.#takeWhole(index, rest);
      if (taken !== undefined) return taken;
      this.#hasText = true;
      this.#builder.start(item.test(rest) || field.test(rest) ? 'list-item' : 'paragraph', line.start, line.end);
    }
    return this.#takeLiteral(index, rest);
  }

  #readHeading(index: number, rest: string): number | undefined {
    const sign = adornment.exec(rest)?.[1];
    const length = rest.trimEnd().length;
    if (sign === undefined || rest.startsWith('..') || length < 3) return undefined;
    const open = this.#builder.open;
    if (open && open.start === this.#builder.lines[index - 1]?.start) {
      this.#builder.extend(this.#builder.line(index).end, { kind: 'heading', level: this.#levelOf(sign) });
      this.#builder.close();
      return index + 1;
    }
    if (open) return undefined;
    const isOverline = adornment.exec(this.#builder.content(index + 2))?.[1] === sign && this.#builder.content(index + 1) !== '';
    return isOverline
      ? this.#builder.take('heading', index, index + 3, this.#levelOf(sign + sign))
      : this.#builder.take('markup', index, index + 1);
  }

  #levelOf(style: string): number {
    if (!this.#styles.includes(style)) this.#styles.push(style);
    return this.#styles.indexOf(style) + 1;
  }

  /** Takes a block that is no paragraph, if one starts here. */
  #takeWhole(index: number, rest: string): number | undefined {
    this.#builder.close();
    const name = directive.exec(rest)?.[1];
    if (name !== undefined) return this.#takeDirective(index, opaqueDirectives.get(name));
    if (target.test(rest)) return this.#builder.take('markup', index, this.#indentedEnd(index));
    if (footnote.test(rest)) return undefined;
    if (/^\.\.(?:\s|$)/.test(rest)) return this.#builder.take('comment', index, this.#indentedEnd(index));
    if (field.test(rest) && !this.#hasText) return this.#builder.take('front-matter', index, index + 1);
    if (rest.startsWith('>>> ')) return this.#builder.take('code', index, this.#builder.find(index, isBlankLine));
    if (gridTable.test(rest)) return this.#builder.take('table', index, this.#builder.find(index, isBlankLine));
    if (simpleTable.test(rest)) return this.#takeSimpleTable(index);
    return undefined;
  }

  /** The head and options of a directive, and its content too unless that is prose. */
  #takeDirective(index: number, kind: BlockKind | undefined): number {
    if (kind) return this.#builder.take(kind, index, this.#indentedEnd(index));
    const { column } = this.#builder.line(index);
    const isOption = (line: Line): boolean => line.column > column && field.test(this.#builder.text.slice(line.first, line.end));
    return this.#builder.take(
      'markup',
      index,
      this.#builder.find(index + 1, (line) => !isOption(line)),
    );
  }

  /** A simple table ends at a border with a blank line behind it; its first border and that of its header have none. */
  #takeSimpleTable(index: number): number {
    const isEnd = (_: Line, next: number): boolean =>
      simpleTable.test(this.#builder.content(next)) && this.#builder.content(next + 1) === '';
    const last = this.#builder.find(index + 2, isEnd);
    const isClosed = last < this.#builder.lines.length;
    return this.#builder.take('table', index, isClosed ? last + 1 : this.#builder.find(index, isBlankLine));
  }

  /** A paragraph that ends in `::` announces a literal block: what is indented more. */
  #takeLiteral(index: number, rest: string): number {
    if (!rest.trimEnd().endsWith('::') || this.#builder.content(index + 1) !== '') return index + 1;
    this.#builder.close();
    const first = this.#builder.find(index + 1, (line) => !isBlankLine(line));
    const { column } = this.#builder.line(index);
    const after = this.#builder.find(first, (line) => !isBlankLine(line) && line.column <= column);
    return after > first ? this.#builder.take('code', first, after) : index + 1;
  }

  /** The index of the first line behind one that is not indented more than it. */
  #indentedEnd(index: number): number {
    const { column } = this.#builder.line(index);
    return this.#builder.find(index + 1, (line) => !isBlankLine(line) && line.column <= column);
  }
}
