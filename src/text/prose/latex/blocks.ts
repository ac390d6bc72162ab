import type { Block, BlockKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine, type Line } from '../lines.js';
import { opaqueEnvironments, sectioning } from './commands.js';
import { latexInlines } from './inlines.js';

const section = new RegExp(`\\\\(${sectioning.join('|')})\\*?(?:\\[[^\\]\\n]{0,500}\\])?\\{`, 'y');
const begin = /^\\begin\{([A-Za-z]+)\*?\}/;
const item = /^\\item\b/;

/**
 * Blocks of LaTeX: paragraphs between blank lines, headings, list items, and what is not prose: the preamble, comments,
 * display math, code, tables, and lines of commands that print no text.
 */
export function latexBlocks(text: string, atStart: boolean): Block[] {
  const builder = new BlockBuilder(text);
  const preamble = atStart ? preambleLines(builder) : 0;
  let index =
    preamble === 0 ? 0 : preamble > builder.lines.length ? builder.takeRest('front-matter', 0) : builder.take('front-matter', 0, preamble);
  while (index < builder.lines.length) index = readLine(builder, index);
  return builder.blocks;
}

/** The lines before the document's text: up to `\begin{document}`, all if that is still missing. */
function preambleLines(builder: BlockBuilder): number {
  const first = builder.find(0, (line) => !isBlankLine(line) && builder.text.charAt(line.first) !== '%');
  if (!/^\\(?:documentclass|RequirePackage)\b/.test(builder.content(first))) return 0;
  return builder.find(first, (line) => builder.text.startsWith('\\begin{document}', line.first)) + 1;
}

/** Reads the block, or the next line of a paragraph, at an index; returns the index of the line behind it. */
function readLine(builder: BlockBuilder, index: number): number {
  const line = builder.line(index);
  const content = builder.content(index);
  const isComment = content.startsWith('%');
  if (isBlankLine(line) || (builder.open?.kind === 'comment' && !isComment)) builder.close();
  if (isBlankLine(line)) return index + 1;
  const opaque = opaqueStart(content);
  if (opaque) return takeOpaque(builder, index, opaque);
  const heading = headingOf(builder.text, line);
  if (heading) {
    builder.add('heading', line.start, heading.end, heading.level);
    if (builder.text.slice(heading.end, line.end).trim() !== '') builder.start('paragraph', heading.end, line.end);
  } else if (item.test(content)) builder.start('list-item', line.start, line.end, 1);
  else if (isMarkup(content)) builder.add('markup', line.start, line.end);
  else if (builder.open) builder.extend(line.end);
  else builder.start(isComment ? 'comment' : 'paragraph', line.start, line.end);
  return index + 1;
}

interface Opaque {
  readonly kind: BlockKind;
  /** What ends it; `undefined` for the rest of the text. */
  readonly close: string | undefined;
  /** Whether a blank line ends it too, in case its end is still missing. */
  readonly inParagraph: boolean;
}

function opaqueStart(rest: string): Opaque | undefined {
  if (rest.startsWith('\\end{document}')) return { kind: 'comment', close: undefined, inParagraph: false };
  const name = begin.exec(rest)?.[1] ?? '';
  const kind = Object.hasOwn(opaqueEnvironments, name) ? opaqueEnvironments[name] : undefined;
  if (kind !== undefined) return { kind, close: `\\end{${name}`, inParagraph: kind === 'math' };
  const close = rest.startsWith('\\[') ? '\\]' : rest.startsWith('$$') ? '$$' : undefined;
  if (close === undefined) return undefined;
  const end = rest.indexOf(close, 2);
  return end < 0 || rest.slice(end + 2).trim() === '' ? { kind: 'math', close, inParagraph: true } : undefined;
}

function takeOpaque(builder: BlockBuilder, index: number, { kind, close, inParagraph }: Opaque): number {
  if (close === undefined) return builder.takeRest(kind, index);
  if (builder.content(index).includes(close, 2)) return builder.take(kind, index, index + 1);
  const closes = (line: Line): boolean => builder.text.slice(line.first, line.end).includes(close);
  return builder.takeUntil(kind, index, closes, (line) => inParagraph && isBlankLine(line));
}

/** A heading ends at the brace that closes it; while that is missing, with its line. */
function headingOf(text: string, line: Line): { readonly end: number; readonly level: number } | undefined {
  section.lastIndex = line.first;
  const name = section.exec(text)?.[1];
  if (name === undefined) return undefined;
  let depth = 1;
  let end = section.lastIndex;
  for (; end < line.end && depth > 0; end++) {
    const sign = text.charAt(end);
    if (sign === '{') depth++;
    else if (sign === '}') depth--;
  }
  return { end, level: sectioning.indexOf(name) + 1 };
}

/** Whether a line holds commands, and nothing that a reader sees. */
function isMarkup(rest: string): boolean {
  if (!/^[\\{}]/.test(rest)) return false;
  let from = 0;
  for (const { start, end } of latexInlines(rest, 'paragraph')) {
    if (/[\p{L}\p{N}]/u.test(rest.slice(from, start))) return false;
    from = end;
  }
  return !/[\p{L}\p{N}]/u.test(rest.slice(from));
}
