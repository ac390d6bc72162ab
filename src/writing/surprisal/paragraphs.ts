import { isProseKind } from '../../prose/markup/block.js';
import { ProseWindow } from '../../prose/markup/proseWindow.js';
import type { Span } from '../../prose/span.js';
import { type Piece, piecesBetween } from './pieces.js';

/** A paragraph is rated as far as it lies so many characters around the caret; few are longer. */
const reach = 2000;

/** The pieces of prose that can be seen between two offsets of a text, or reach across one of them. Lines end in `\n`. */
export function visiblePieces(text: string, from: number, to: number, languageId: string): Piece[] {
  const window = new ProseWindow(text, to, languageId);
  return piecesBetween(window, from - window.start, to - window.start);
}

/** The paragraph around an offset and the pieces in which it is rated; `undefined` where there is no prose. */
export function paragraphAt(text: string, offset: number, languageId: string): (Span & { readonly pieces: readonly Piece[] }) | undefined {
  const window = new ProseWindow(text, offset, languageId);
  const { block, caret } = window;
  if (block === undefined || !isProseKind(block.kind)) return undefined;
  const pieces = piecesBetween(window, Math.max(block.start, caret - reach), Math.min(block.end, caret + reach));
  const [first] = pieces;
  const last = pieces.at(-1);
  return first && last && { start: first.start, end: last.end, pieces };
}
