import type { Block, BlockKind } from '../block.js';
import { BlockBuilder } from '../blockBuilder.js';
import { isBlankLine } from '../lines.js';

/** Lines that open and close a block in which nothing is prose. */
const opaqueDelimiter = /^(?:(-{4,})|(\.{4,})|(\+{4,})|(\/{4,})|([|,:!]={3,})|(`{3,}|~{3,}).*)$/;
/** Lines around blocks that hold prose: examples, sidebars, quotations, open blocks. */
const proseDelimiter = /^(?:={4,}|\*{4,}|_{4,}|--)$/;
const heading = /^(={1,6}|#{1,6})[ \t]+\S/;
const attribute = /^:!?[\w-]+!?:(?:\s|$)/;
const blockAttributes = /^\[.*\]$/;
const blockMacro = /^(?:image|include|video|audio|toc|ifdef|ifndef|ifeval|endif|link|xref)::\S*\[.*\]$/;
const anchorOrRule = /^(?:\[\[.*\]\]|'{3,}|<{3,}|-{3}|\*{3})$/;
const item = /^(?:\*{1,6}|\.{1,6}|-|\d{1,3}\.|<(?:\d{1,2}|\.)>|[a-z]\.)[ \t]+\S|^\S.{0,80}?(?:::|;;)(?:\s|$)/;

/** Blocks of AsciiDoc. */
export function asciidocBlocks(text: string, atStart: boolean): Block[] {
  const builder = new BlockBuilder(text);
  let index = 0;
  let inHeader = atStart;
  while (index < builder.lines.length) {
    inHeader &&= isHeaderLine(builder.content(index));
    index = readLine(builder, index, inHeader);
  }
  return builder.blocks;
}

/** The document's header: title, author lines, attributes and comments up to the first blank line. */
function isHeaderLine(content: string): boolean {
  return attribute.test(content) || content.startsWith('= ') || content.startsWith('//');
}

/** Reads the block, or the next line of a paragraph, at an index; returns the index of the line behind it. */
function readLine(builder: BlockBuilder, index: number, inHeader: boolean): number {
  const line = builder.line(index);
  const content = builder.content(index).trimEnd();
  if (isBlankLine(line)) {
    builder.close();
    return index + 1;
  }
  const kind = line.column === 0 ? opaqueKind(content) : undefined;
  if (kind) return builder.takeUntil(kind, index, ({ start, end }) => closesBlock(builder.text.slice(start, end).trimEnd(), content));
  if (content.startsWith('//')) return builder.take('comment', index, index + 1);
  if (attribute.test(content)) return builder.take(inHeader ? 'front-matter' : 'markup', index, index + 1);
  const level = heading.exec(content)?.[1]?.length;
  if (level !== undefined && !builder.open) return builder.take('heading', index, index + 1, level);
  if (isMarkup(content)) return builder.take('markup', index, index + 1);
  if (/^\.[^\s.]/.test(content)) return builder.take('paragraph', index, index + 1);
  if (item.test(content)) builder.start('list-item', line.start, line.end, 1);
  else if (builder.open) builder.extend(line.end);
  else if (line.column > 0 && builder.blocks.at(-1)?.kind !== 'list-item') return takeLiteral(builder, index);
  else builder.start('paragraph', line.start, line.end);
  return index + 1;
}

function opaqueKind(content: string): BlockKind | undefined {
  const [, , , , comment, table] = opaqueDelimiter.exec(content) ?? [];
  if (comment !== undefined) return 'comment';
  if (table !== undefined) return 'table';
  return opaqueDelimiter.test(content) ? 'code' : undefined;
}

/** A block ends with a line that equals its first; a fence's first line may name a language. */
function closesBlock(content: string, opening: string): boolean {
  return content === opening || (/^[`~]/.test(opening) && content === /^[`~]+/.exec(opening)?.[0]);
}

function isMarkup(content: string): boolean {
  return content === '+' || [proseDelimiter, blockAttributes, blockMacro, anchorOrRule].some((pattern) => pattern.test(content));
}

/** An indented line after a blank one is literal text, except in a list. */
function takeLiteral(builder: BlockBuilder, index: number): number {
  return builder.take('code', index, builder.find(index, isBlankLine));
}
