import type { BlockKind } from '../block.js';

/** Lines that open and close a block in which nothing is prose. */
const opaqueDelimiter = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|[|,:!]={3,}|(?:`{3,}|~{3,}).*)$/;
/** Lines around blocks that hold prose: examples, sidebars, quotations, open blocks. */
const proseDelimiter = /^(?:={4,}|\*{4,}|_{4,}|--)$/;
const blockAttributes = /^\[(?:[\p{L}\p{N}_.#%{,"'].*|\[.*\])?\]$/u;
const anchorOrRule = /^(?:'{3,}|<{3,}|-{3}|\*{3}|- - -|\* \* \*)$/;
const blockMacro = /^[A-Za-z_][\w-]*::[^[]*\[/;
const styledAsCode: ReadonlySet<string> = new Set(['source', 'listing', 'literal', 'pass', 'mermaid', 'plantuml', 'graphviz', 'ditaa']);
const styledAsMath: ReadonlySet<string> = new Set(['stem', 'latexmath', 'asciimath']);

/** A title: `=` or `#` for each level. */
export const heading = /^(={1,6}|#{1,6})[ \t]+\S/;
export const attribute = /^:!?[\w-]+!?:(?:\s|$)/;
export const blockTitle = /^\.\.?[^\s.]/;
/** An item of a list; that of a description list is another. */
export const item = /^(?:\*{1,6}|\.{1,6}|-|•|\d{1,3}\.|<(?:\d{1,2}|\.)>|[A-Za-z]\.|[ivxIVX]{1,6}\))[ \t]+\S/;
/** A term with its colons, perhaps with its text behind them. */
export const description = /^(?!\/\/)\S.{0,200}?(?:::{1,3}|;;)(?:\s+|$)/;
/** Lines for conditions and files that are read before anything else, so that a paragraph goes on across them. */
export const preprocessor = /^(?:ifn?def|ifeval|endif|include)::[^[]*\[/;

/** What the block is that a line opens; `undefined` unless nothing in it is prose. */
export function opaqueKind(content: string): BlockKind | undefined {
  if (!opaqueDelimiter.test(content)) return undefined;
  if (content.startsWith('/')) return 'comment';
  return /^[|,:!]/.test(content) ? 'table' : 'code';
}

/** A block ends with a line that equals its first; a fence's first line may name a language. */
export function closesBlock(content: string, opening: string): boolean {
  return content === opening || (/^[`~]/.test(opening) && content === /^[`~]+/.exec(opening)?.[0]);
}

export function isProseDelimiter(content: string): boolean {
  return proseDelimiter.test(content);
}

/** Lines by themselves that only say how to set the text, or what to put there. */
export function isMarkup(content: string): boolean {
  return anchorOrRule.test(content) || isBlockAttributes(content) || (content.endsWith(']') && blockMacro.test(content));
}

export function isBlockAttributes(content: string): boolean {
  return content.startsWith('[') && content.endsWith(']') && blockAttributes.test(content);
}

/** The style that a line of block attributes gives to the next block: `quote` of `[quote, Ann Lee]`. */
export function styleIn(content: string): string {
  return /^\[\s*([\w-]*)/.exec(content)?.[1]?.toLowerCase() ?? '';
}

/** Whether block attributes, or an attribute of the document, ask for each line of a paragraph to end where it does. */
export function asksForLines(content: string): boolean {
  return (
    /^\[[^\]]*?(?:%hardbreaks|\bopt(?:ion)?s=["']?[\w,% -]*hardbreaks)/.test(content) || /^:hardbreaks(?:-option)?:(?:\s|$)/.test(content)
  );
}

/** What a paragraph or an open block of a style is, where that is not what it looks like. */
export function styledKind(style: string): BlockKind | undefined {
  if (styledAsCode.has(style)) return 'code';
  if (styledAsMath.has(style)) return 'math';
  if (style === 'comment') return 'comment';
  return style === 'quote' || style === 'verse' ? 'quote' : undefined;
}

/** The level of a title that has a line of signs as long as it below. */
export function levelOfUnderline(title: string, line: string): number | undefined {
  const level = '=-~^+'.indexOf(line.charAt(0)) + 1;
  const isRow = level > 0 && line.length > 1 && /^(.)\1*$/.test(line);
  return isRow && Math.abs(title.length - line.length) < 2 && /[\p{L}\p{N}]/u.test(title) ? level : undefined;
}
