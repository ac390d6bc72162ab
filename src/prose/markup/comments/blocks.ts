import { isSpace, trimEndOffset } from '../../characters.js';
import type { Block } from '../block.js';
import { commentSpans, type CommentSpan } from './commentSpans.js';
import { lineText } from './markers.js';

/**
 * Blocks of program code: paragraphs in comments, and code. Line comments below each other make a paragraph together; a
 * comment line without a word separates paragraphs. Code between fences and at a prompt (`>>>`) is none.
 */
export function commentBlocks(text: string, languageId: string): Block[] {
  const blocks: Block[] = [];
  let from = 0;
  let previous: CommentSpan | undefined;
  let listing: Listing;
  for (const comment of commentSpans(text, languageId)) {
    addCode(text, blocks, from, comment.start);
    const joins = previous?.kind === 'line' && comment.kind === 'line' && isAlone(text, previous.start);
    if (!joins) listing = undefined;
    listing = addLines(text, blocks, comment, joins, listing);
    from = comment.end;
    previous = comment;
  }
  addCode(text, blocks, from, text.length);
  return blocks;
}

function addCode(text: string, blocks: Block[], from: number, to: number): void {
  let start = from;
  while (start < to && isSpace(text.charCodeAt(start))) start++;
  const end = trimEndOffset(text, start, to);
  if (end > start) blocks.push({ kind: 'code', start, end });
}

/** What code in a comment ends with: the sign of its fence, or a line without words after a session at a prompt. */
type Listing = '```' | '~~~' | '>>>' | undefined;

/** Adds the lines of a comment; the first may go on with the comment before. Returns the code that is still open at the end. */
function addLines(text: string, blocks: Block[], comment: CommentSpan, joins: boolean, before: Listing): Listing {
  let isContinued = joins;
  let listing = before;
  for (let start = comment.start; start < comment.end;) {
    const found = text.slice(start, comment.end).indexOf('\n');
    const end = found < 0 ? comment.end : start + found;
    const isShebang = start === 0 && text.startsWith('#!');
    const line = lineText(text.slice(start, end));
    const hasWords = /[\p{L}\p{N}]/u.test(line);
    const sign = (['```', '~~~', '>>>'] as const).find((opening) => line.startsWith(opening));
    const isCode = listing === '>>>' ? hasWords : listing !== undefined || sign !== undefined;
    listing = listing === undefined ? sign : (listing === '>>>' ? !hasWords : sign === listing) ? undefined : listing;
    const isText = !isShebang && hasWords && !isCode;
    const last = blocks.at(-1);
    if (isText && isContinued && last?.kind === 'paragraph' && isLineBreak(text.slice(last.end, start))) {
      blocks[blocks.length - 1] = { ...last, end };
    } else if (text.slice(start, end).trim() !== '') blocks.push({ kind: isText ? 'paragraph' : isCode ? 'code' : 'markup', start, end });
    start = end + 1;
    isContinued = true;
  }
  return listing;
}

function isLineBreak(gap: string): boolean {
  return gap.trim() === '' && gap.indexOf('\n') === gap.lastIndexOf('\n');
}

function isAlone(text: string, offset: number): boolean {
  let from = offset;
  while (from > 0 && isSpace(text.charCodeAt(from - 1)) && text.charCodeAt(from - 1) !== 10) from--;
  return from === 0 || text.charCodeAt(from - 1) === 10;
}
