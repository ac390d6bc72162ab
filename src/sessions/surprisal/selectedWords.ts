import type { CancellationToken } from '../../common/cancellation.js';
import { append } from '../../common/append.js';
import { type Span, shifted } from '../../prose/span.js';
import type { Piece } from '../../writing/surprisal/pieces.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import type { SurprisalRatings } from './surprisalRatings.js';

/**
 * The words of pieces of a document that lie in a selection or reach into it; all of them without one. Offsets are into the document.
 * Rejects as the engine does.
 * @param onPiece called after each piece
 */
export async function selectedWords(
  pieces: readonly Piece[],
  selection: Span | undefined,
  ratings: SurprisalRatings,
  onPiece: () => void,
  token: CancellationToken,
): Promise<RatedWord[]> {
  const isSelected = ({ start, end }: Span): boolean => selection === undefined || (end > selection.start && start < selection.end);
  const words: RatedWord[] = [];
  for (const piece of pieces) {
    append(words, shifted(await ratings.rate(piece, token), piece.start).filter(isSelected));
    onPiece();
  }
  return words;
}
