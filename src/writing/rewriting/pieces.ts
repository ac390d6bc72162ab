import { append } from '../../common/append.js';
import { skipSpace, trimEndOffset } from '../../prose/characters.js';
import { isProseKind } from '../../prose/markup/block.js';
import { blocks } from '../../prose/markup/blocks.js';
import { sentences } from '../../prose/sentences.js';
import type { Span } from '../../prose/span.js';

/** A piece of a text that is written once more, or one that stays as it is. */
export interface Piece extends Span {
  readonly isKept: boolean;
}

/** The size of a stretch of text, as a model counts it. */
export type Measure = (text: string) => number;

/**
 * Cuts a text into pieces that a model can take at once, in order; white space between them is in none. They end where a paragraph does, where
 * one is too long where a sentence does, and within a sentence only where that alone is too long. What is no prose is kept.
 * @param limit the most that a piece may measure
 */
export function pieces(text: string, languageId: string, limit: number, measure: Measure): Piece[] {
  const all: Piece[] = [];
  for (const block of blocks(text, languageId)) {
    if (!isProseKind(block.kind)) append(all, [{ start: block.start, end: block.end, isKept: true }]);
    else append(all, fitting(text, block, limit, measure));
  }
  return joined(all, text, limit, measure).map((piece) => (piece.isKept ? piece : withoutSpace(text, piece)));
}

/** The same where nothing is kept: all of a text, in pieces that are as long as possible. */
export function wholePieces(text: string, languageId: string, limit: number, measure: Measure): Piece[] {
  const all = blocks(text, languageId).flatMap((block) => fitting(text, block, limit, measure));
  return joined(all, text, limit, measure);
}

function withoutSpace(text: string, piece: Piece): Piece {
  return { ...piece, start: skipSpace(text, piece.start), end: trimEndOffset(text, piece.start, piece.end) };
}

/** A block as it is where it fits; else its sentences, and of those that do not fit, their parts. */
function fitting(text: string, block: Span, limit: number, measure: Measure): Piece[] {
  const { start, end } = block;
  if (measure(text.slice(start, end)) <= limit) return [{ start, end, isKept: false }];
  return sentences(text.slice(start, end)).flatMap((sentence) => {
    return parts(text, { start: start + sentence.start, end: start + sentence.end }, limit, measure);
  });
}

/** Halves, halves of halves and so on, each of which ends before a space near the middle where there is one. */
function parts(text: string, span: Span, limit: number, measure: Measure): Piece[] {
  const { start, end } = span;
  if (end - start < 2 || measure(text.slice(start, end)) <= limit) return [{ start, end, isKept: false }];
  const space = text.lastIndexOf(' ', Math.floor((start + end) / 2));
  const middle = space > start ? space : evenMiddle(text, start, end);
  return [...parts(text, { start, end: middle }, limit, measure), ...parts(text, { start: skipSpaces(text, middle), end }, limit, measure)];
}

/** The middle of a stretch, but never within a character. */
function evenMiddle(text: string, start: number, end: number): number {
  const middle = Math.floor((start + end) / 2);
  const isInside = /[\uDC00-\uDFFF]/.test(text.charAt(middle)) && middle + 1 < end;
  return isInside ? middle + 1 : middle;
}

function skipSpaces(text: string, offset: number): number {
  let at = offset;
  while (text.charAt(at) === ' ') at++;
  return at;
}

/** Neighbours together, as far as they fit. */
function joined(all: readonly Piece[], text: string, limit: number, measure: Measure): Piece[] {
  const found: Piece[] = [];
  let size = 0;
  for (const piece of all) {
    const last = found.at(-1);
    const own = piece.isKept ? 0 : measure(text.slice(piece.start, piece.end)) + 1;
    if (last !== undefined && !last.isKept && !piece.isKept && size + own <= limit) {
      found[found.length - 1] = { ...last, end: piece.end };
      size += own;
    } else {
      found.push(piece);
      size = own;
    }
  }
  return found;
}
