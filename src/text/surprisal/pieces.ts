import { isProseKind, type Block } from '../prose/block.js';
import type { ProseWindow } from '../prose/proseWindow.js';
import type { Span } from '../span.js';
import { cutAtSentences } from './cutAtSentences.js';
import { unwrapped } from './unwrapped.js';

/** A stretch of a paragraph whose words are rated together. Offsets are into the text that the window was made of. */
export interface Piece extends Span {
  /** What is rated: as long as what stands there, but with the line ends of wrapped text as spaces. */
  readonly text: string;
  /** What the model reads before it. */
  readonly before: string;
  /** What is no prose inside it, such as code, addresses and the signs of the markup; offsets into `text`. */
  readonly silent: readonly Span[];
}

/** At least so many characters are read before a piece, where there are as many; whole pieces, so that an edit changes few ratings behind it. */
const contextLength = 600;

/**
 * The pieces of prose that lie between two offsets of a window's text, or across one of them, in order. What a piece is and
 * what is read before it depends on the text alone, not on the offsets, so that its ratings can be remembered.
 */
export function piecesBetween(window: ProseWindow, from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let context: string[] = [];
  let previous: Block | undefined;
  for (const block of window.blocks.slice(firstToRead(window, from))) {
    if (block.start >= to) break;
    if (isProseKind(block.kind)) {
      if (previous !== undefined) context.push(gapBetween(window.text, previous, block));
      for (const { span, text } of piecesOf(window, block)) {
        if (span.start < to && span.end > from) {
          const start = window.start + span.start;
          pieces.push({ start, end: start + text.length, text, before: context.join(''), silent: silentIn(window, block, span) });
        }
        context = lastPieces([...context, text]);
      }
    }
    previous = block;
  }
  return pieces;
}

/** The index of the first block from which enough prose stands before an offset. */
function firstToRead({ blocks }: ProseWindow, from: number): number {
  let index = blocks.findIndex(({ end }) => end > from);
  if (index < 0) index = blocks.length;
  for (let length = 0; index > 0 && length < contextLength; index--) {
    const block = blocks[index - 1];
    if (block !== undefined && isProseKind(block.kind)) length += block.end - block.start;
  }
  return index;
}

function piecesOf(window: ProseWindow, block: Block): { readonly span: Span; readonly text: string }[] {
  const text = unwrapped(withoutForeignMarkers(window, block));
  return cutAtSentences(text).map(({ start, end }) => ({
    span: { start: block.start + start, end: block.start + end },
    text: text.slice(start, end),
  }));
}

/** The text of a block; in program code, with spaces for the signs of the comments. */
function withoutForeignMarkers(window: ProseWindow, block: Block): string {
  let text = window.text.slice(block.start, block.end);
  if (window.grammar.foreignMarkers !== true) return text;
  for (const { kind, start, end } of window.inlines(block)) {
    if (kind !== 'marker') continue;
    text = `${text.slice(0, start - block.start)}${' '.repeat(end - start)}${text.slice(end - block.start)}`;
  }
  return text;
}

/** The last pieces of text, with what separates them, that have enough characters together. */
function lastPieces(context: readonly string[]): string[] {
  let length = 0;
  let first = context.length;
  while (first > 0 && length < contextLength) {
    first -= 1;
    length += context[first]?.length ?? 0;
  }
  return context.slice(first);
}

/** What separates two blocks: the end of a line, or a blank line, also where something else stands between them. */
function gapBetween(text: string, previous: Block, next: Block): string {
  if (!isProseKind(previous.kind)) return '\n\n';
  return text.slice(previous.end, next.start).split('\n').length > 2 ? '\n\n' : '\n';
}

function silentIn(window: ProseWindow, block: Block, piece: Span): Span[] {
  return window
    .inlines(block)
    .filter(({ start, end }) => start < piece.end && end > piece.start)
    .map(({ start, end }) => ({ start: start - piece.start, end: end - piece.start }));
}
