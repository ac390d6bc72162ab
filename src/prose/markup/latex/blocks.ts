import { isBlank } from '../../characters.js';
import type { Span } from '../../span.js';
import type { Block } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import type { Definitions } from '../grammar.js';
import { isBlankLine, type Line } from '../lines.js';
import { bracketsOf, type Brackets } from './brackets.js';
import { commandAt } from './commandAt.js';
import { codeCommands, opaqueCommands, otherHeadings, paragraphEnds, proseCommands, sectioning } from './commands.js';
import { environmentEdge } from './environmentMacros.js';
import { opaqueRegions, type Region } from './environments.js';
import { latexInlines } from './inlines.js';
import { longNotes } from './longNotes.js';
import { macroDefinitions } from './macros.js';

const preambleStart =
  /^\\(?:documentclass|documentstyle|RequirePackage|PassOptionsToPackage|DocumentMetadata|NeedsTeXFormat|Provides\w+)\b/;
/** Also commands of writers' own that are named after those: "\\unnumberedsection". */
const heading = new RegExp(
  `\\\\(${[...sectioning, ...Object.keys(otherHeadings)].join('|')}|[A-Za-z]{1,20}(?:section|chapter))\\*?(?:\\[[^\\]\\n]{0,500}\\])?\\{`,
  'y',
);
const edge = /\\(?:(begin|end)\{([a-z]+)\*?\}|([A-Za-z@]+))/g;
const lists = new Set(['itemize', 'enumerate', 'description', 'compactitem', 'compactenum', 'inparaenum', 'questions', 'parts']);
/** How long a heading may be, and a definition or the list of authors that is taken as a whole. */
const longest = { heading: 1000, command: 20_000 };

/**
 * Blocks of LaTeX: paragraphs between blank lines, headings, list items, and what is not prose: the preamble, comments,
 * display math, code, tables, and lines of commands that print no text.
 * @param macros those of the whole document, if the text is a part of it
 */
export function latexBlocks(text: string, atStart: boolean, macros = macroDefinitions(text)): Block[] {
  const builder = new BlockBuilder(text);
  const preamble = atStart ? preambleLines(builder) : 0;
  if (preamble > builder.lines.length) builder.takeRest('front-matter', 0);
  else new BlockReader(builder, preamble === 0 ? 0 : builder.take('front-matter', 0, preamble), macros).read();
  return builder.blocks;
}

/** The lines before the document's text: up to `\begin{document}`, all if that is still missing. */
function preambleLines(builder: BlockBuilder): number {
  const first = builder.find(0, (line) => !isBlankLine(line) && builder.text.charAt(line.first) !== '%');
  if (!preambleStart.test(builder.content(first))) return 0;
  return builder.find(first, (line) => builder.text.startsWith('\\begin{document}', line.first)) + 1;
}

class BlockReader {
  readonly #builder: BlockBuilder;
  readonly #text: string;
  readonly #macros: Definitions;
  readonly #regions: readonly Region[];
  readonly #brackets: Brackets;
  /** What a paragraph reaches across whatever stands in it: regions, and notes with blank lines; in order. */
  readonly #stretches: readonly Span[];
  #region = 0;
  #stretch = 0;
  #index: number;
  #listDepth = 0;

  constructor(builder: BlockBuilder, index: number, macros: Definitions) {
    this.#builder = builder;
    this.#text = builder.text;
    this.#macros = macros;
    this.#index = index;
    const start = builder.lines[index]?.start ?? builder.text.length;
    this.#regions = opaqueRegions(builder.text, start, macros);
    this.#brackets = bracketsOf(builder.text, start);
    this.#stretches = [...this.#regions, ...longNotes(builder.text, start, this.#brackets)].sort((a, b) => a.start - b.start);
  }

  read(): void {
    while (this.#index < this.#builder.lines.length) {
      let rest: Line | undefined = this.#builder.line(this.#index);
      while (rest) rest = this.#readLine(rest);
      this.#index++;
    }
  }

  /** Reads a line, or what is left of one, and perhaps the lines that belong to it; returns what is left of the last one. */
  #readLine(line: Line): Line | undefined {
    const builder = this.#builder;
    const content = this.#text.slice(line.first, line.end);
    const isComment = content.startsWith('%');
    if (isBlankLine(line) || (builder.open?.kind === 'comment' && !isComment)) builder.close();
    if (isBlankLine(line)) return undefined;
    if (content.startsWith('\\end{document}')) {
      this.#index = builder.takeRest('comment', this.#index);
      return undefined;
    }
    const region = this.#regionFrom(line.first);
    if (region?.start === line.first) return this.#takeTo(region.kind, line, region.end);
    const whole = this.#readHeading(line) ?? this.#readDefinition(line);
    if (whole) return whole.rest;
    if (isMarkup(content, this.#macros)) this.#readMarkup(line, content);
    else this.#readProse(line, content, isComment);
    this.#takeRestOfRegions(line);
    return undefined;
  }

  #readProse(line: Line, content: string, isComment: boolean): void {
    const builder = this.#builder;
    this.#countLists(content);
    if (/^\\item(?![A-Za-z])/.test(content)) builder.start('list-item', line.start, line.end, Math.max(1, this.#listDepth));
    else if (builder.open) builder.extend(line.end);
    else if (isComment) builder.start('comment', line.start, line.end);
    else if (this.#listDepth > 0) builder.start('list-item', line.start, line.end, this.#listDepth);
    else builder.start('paragraph', line.start, line.end);
  }

  /** A line that prints no text ends a paragraph only if it says so: a label or an entry of the index does not. */
  #readMarkup(line: Line, content: string): void {
    const name = /^\\([A-Za-z]+)/.exec(content)?.[1] ?? '';
    this.#countLists(content);
    if (name === 'item') this.#readProse(line, content, false);
    else if (this.#builder.open && !paragraphEnds.has(environmentEdge(name, this.#macros)?.side ?? name)) this.#builder.extend(line.end);
    else this.#builder.add('markup', line.start, line.end);
  }

  #countLists(content: string): void {
    for (const [, side, name = '', command = ''] of content.matchAll(edge)) {
      const found = side === undefined ? environmentEdge(command, this.#macros) : { side, name };
      if (found && lists.has(found.name)) this.#listDepth = Math.max(0, this.#listDepth + (found.side === 'begin' ? 1 : -1));
    }
  }

  /** A heading ends at the brace that closes it; while that is missing, with its line. */
  #readHeading(line: Line): { readonly rest: Line | undefined } | undefined {
    heading.lastIndex = line.first;
    const name = heading.exec(this.#text)?.[1];
    if (name === undefined) return undefined;
    const open = heading.lastIndex - 1;
    const close = this.#brackets.get(open);
    const isWhole = close !== undefined && close - open < longest.heading && !/\n[ \t]*\r?\n/.test(this.#text.slice(open, close));
    const level = otherHeadings[name] ?? sectioning.findLastIndex((known) => name.endsWith(known)) + 1;
    return { rest: this.#takeTo('heading', line, isWhole ? close + 1 : line.end, level) };
  }

  /** A command with arguments over several lines that print nothing: a definition, settings, the authors. */
  #readDefinition(line: Line): { readonly rest: Line | undefined } | undefined {
    const command = this.#text.charAt(line.first) === '\\' ? commandAt(this.#text, line.first, this.#brackets) : undefined;
    if (!command || command.end <= line.end || command.end - line.start > longest.command) return undefined;
    if (!opaqueCommands.has(command.name) || command.args.at(-1)?.close === undefined) return undefined;
    return { rest: this.#takeTo('markup', line, command.end) };
  }

  /** Adds a block from a line to an offset, and what is left of that offset's line if there is nothing to read; returns it otherwise. */
  #takeTo(kind: Block['kind'], line: Line, end: number, level?: number): Line | undefined {
    const builder = this.#builder;
    this.#index = Math.max(
      this.#index,
      builder.find(this.#index, (candidate) => candidate.end >= end),
    );
    const last = builder.lines[this.#index];
    const rest = last && restOf(this.#text, last, end);
    const isRead = rest !== undefined && (kind === 'heading' ? !isBlankLine(rest) : this.#isText(rest));
    const isClosed = isRead || kind === 'heading' || !last;
    builder.add(kind, line.start, isClosed ? end : Math.max(end, trimmedEnd(this.#text, last)), level);
    return isRead ? rest : undefined;
  }

  #isText(rest: Line): boolean {
    if (this.#regionFrom(rest.first)?.start === rest.first) return true;
    const content = this.#text.slice(rest.first, rest.end);
    return content.startsWith('\\') ? !isMarkup(content, this.#macros) : /^[^%]*[\p{L}\p{N}]/u.test(content);
  }

  /** A formula, a table or a long note that begins in a line and goes on belongs to the paragraph with all its lines. */
  #takeRestOfRegions(line: Line): void {
    const builder = this.#builder;
    let { end } = line;
    for (let stretch = this.#stretchFrom(line.first); stretch && stretch.start < end; stretch = this.#stretchFrom(stretch.end)) {
      const last = stretch.end;
      if (last <= end) continue;
      const first = this.#index;
      this.#index = Math.max(
        first,
        builder.find(first, (candidate) => candidate.end >= last),
      );
      end = Math.max(last, builder.lines[this.#index]?.end ?? 0);
      if (builder.open) builder.extend(end);
      else builder.add('markup', builder.line(first + 1).start, end);
    }
  }

  /** The first stretch that starts at an offset or behind it, asked for offsets that grow. */
  #stretchFrom(offset: number): Span | undefined {
    while ((this.#stretches[this.#stretch]?.start ?? Infinity) < offset) this.#stretch++;
    return this.#stretches[this.#stretch];
  }

  /** The first region that starts at an offset or behind it, asked for offsets that grow. */
  #regionFrom(offset: number): Region | undefined {
    while ((this.#regions[this.#region]?.start ?? Infinity) < offset) this.#region++;
    return this.#regions[this.#region];
  }
}

/** What is left of a line behind an offset. */
function restOf(text: string, line: Line, start: number): Line {
  let first = start;
  while (first < line.end && isBlank(text.charCodeAt(first))) first++;
  return { ...line, start, first };
}

function trimmedEnd(text: string, { start, end }: Line): number {
  return start + text.slice(start, end).trimEnd().length;
}

/** Whether a line holds commands, and nothing that a reader sees or a writer writes. */
function isMarkup(content: string, macros: Definitions): boolean {
  if (!/^[\\{}]/.test(content)) return false;
  if (isKeys(content)) return true;
  let from = 0;
  for (const { start, end, shows = '' } of latexInlines(content, 'paragraph', macros)) {
    if (/[\p{L}\p{N}]/u.test(content.slice(from, start) + shows)) return false;
    from = end;
  }
  return !/[\p{L}\p{N}]/u.test(content.slice(from));
}

const keys = /^(?:\\[A-Za-z@]+\*?(?:\[[^\][]{0,100}\]){0,2}(?:\{[a-z\d][\w:./-]*\})+\s*)+$/;

/** Whether a line holds nothing but commands of a writer's own with keys, such as those that take in files. */
function isKeys(content: string): boolean {
  if (!keys.test(content)) return false;
  return Array.from(content.matchAll(/\\([A-Za-z@]+)/g)).every(([, name = '']) => !proseCommands.has(name) && !codeCommands.has(name));
}
