import { skipSpace } from '../characters.js';
import { isProseKind, type Block } from '../markup/block.js';
import type { ProseWindow } from '../markup/proseWindow.js';
import { sentenceStartFrom } from '../sentences.js';
import { proseText } from './proseText.js';

/** A stretch of prose of the window; `gap` is what separates it from the stretch before. */
interface Piece {
  readonly block: Block;
  readonly end: number;
  readonly gap: string;
}

/** How far to look for the start of a sentence. */
const longestSentence = 2000;

/**
 * The prose up to the caret, at most `limit` characters. Its front moves in steps of a quarter of the limit, measured in
 * prose from the start of the window, so that typing does not move it.
 */
export function proseBefore(window: ProseWindow, limit: number): string {
  const pieces = piecesOf(window);
  const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const step = Math.max(1, Math.floor(limit / 4));
  let skip = total > limit ? Math.ceil((total - limit) / step) * step : 0;
  let result = '';
  for (const piece of pieces) {
    const length = lengthOf(piece);
    const from =
      skip > piece.gap.length ? frontOf(window.text, piece, skip - piece.gap.length, piece === pieces.at(-1)) : piece.block.start;
    if (from < piece.end) result += (result === '' ? '' : piece.gap) + proseText(window, piece.block, from, piece.end);
    skip = Math.max(0, skip - length);
  }
  return result === '' ? '' : result + gapBeforeCaret(window, pieces.at(-1));
}

function lengthOf({ block, end, gap }: Piece): number {
  return gap.length + end - block.start;
}

function piecesOf(window: ProseWindow): Piece[] {
  const pieces: Piece[] = [];
  let isCut = false;
  for (const block of window.blocks) {
    if (block.start > window.caret) break;
    if (isProseKind(block.kind)) {
      const previous = pieces.at(-1);
      const gap = !previous ? '' : isCut ? '\n\n' : lineBreaks(window.text.slice(previous.block.end, block.start));
      pieces.push({ block, end: Math.min(block.end, window.caret), gap });
      isCut = false;
    } else isCut = true;
  }
  return pieces;
}

/** White space between two stretches as at most one blank line. */
export function lineBreaks(space: string): string {
  const count = space.split('\n').length - 1;
  return count > 1 ? '\n\n' : count === 1 ? '\n' : space;
}

/** Line ends between the last prose and a caret that stands on a line of its own. */
function gapBeforeCaret({ text, caret, block, blocks, blockIndex }: ProseWindow, last: Piece | undefined): string {
  if (!last || block === last.block) return '';
  return blocks[blockIndex] === last.block ? lineBreaks(text.slice(last.block.end, caret).replace(/[ \t]+$/, '')) : '\n\n';
}

/** The start of the first sentence of a piece that begins `skip` characters in or later; the end when none does. */
function frontOf(text: string, { block, end }: Piece, skip: number, isLast: boolean): number {
  const offset = block.start + skip;
  if (offset >= end) return end;
  const sentence = sentenceStartFrom(text.slice(0, end), offset, longestSentence);
  if (sentence !== undefined) return sentence;
  // In a stretch without sentences, and where there is nothing after it, a word has to do.
  if (!isLast && end - offset < longestSentence) return end;
  const space = text.slice(offset, end).search(/\s/);
  return space < 0 ? end : skipSpace(text, offset + space);
}
