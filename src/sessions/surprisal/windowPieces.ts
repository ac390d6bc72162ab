import type { DocumentWindow } from '../../prose/context/documentWindow.js';
import { type Span, shifted } from '../../prose/span.js';
import { paragraphAt, visiblePieces } from '../../writing/surprisal/paragraphs.js';
import type { Piece } from '../../writing/surprisal/pieces.js';

/** The pieces of prose in a range of a document, or across one of its ends. All offsets are into the document. */
export function piecesIn({ text, start }: DocumentWindow, range: Span, language: string): Piece[] {
  return shifted(visiblePieces(text, range.start - start, range.end - start, language), start);
}

/** The pieces of the paragraph around an offset of a document; none where that is not in prose. */
export function piecesAround({ text, start }: DocumentWindow, offset: number, language: string): Piece[] {
  return shifted(paragraphAt(text, offset - start, language)?.pieces ?? [], start);
}
