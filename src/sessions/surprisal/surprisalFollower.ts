import { CancellationSource } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import { DisposableStore } from '../../common/disposable.js';
import { shifted } from '../../prose/span.js';
import type { Piece } from '../../writing/surprisal/pieces.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import type { SurprisalRatings } from './surprisalRatings.js';

/** How long a text must stay as it is before it is rated: while a person writes, completions come first. */
const afterEditMs = 700;

/** The same after it was only scrolled. */
const afterScrollMs = 150;

/** What can be seen of one document. */
export interface VisibleText {
  /** Reads the pieces that can be seen now. Asked for once the text rests. */
  readonly pieces: () => readonly Piece[];
  /** Shows the words of all pieces that are rated so far; offsets are into the document. */
  readonly show: (words: readonly RatedWord[]) => void;
}

/**
 * Rates what can be seen of one document, piece by piece from the top, whenever it has rested for a while. What was rated
 * before shows at once; a change gives up what is on its way.
 */
export class SurprisalFollower implements Disposable {
  #timer: Disposable = new DisposableStore();
  #rating = new CancellationSource();

  constructor(
    private readonly ratings: SurprisalRatings,
    private readonly clock: Clock,
    private readonly visible: VisibleText,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** The text has changed, or another part of it can be seen. */
  changed(what: 'text' | 'view'): void {
    this.dispose();
    this.#timer = this.clock.schedule(what === 'text' ? afterEditMs : afterScrollMs, () => void this.#rate());
  }

  dispose(): void {
    this.#timer.dispose();
    this.#rating.cancel();
  }

  async #rate(): Promise<void> {
    const rating = new CancellationSource();
    this.#rating = rating;
    const pieces = this.visible.pieces();
    try {
      this.#show(pieces);
      for (const piece of pieces) {
        if (this.ratings.known(piece) !== undefined) continue;
        await this.ratings.rate(piece, rating.token);
        if (rating.token.isCancellationRequested) return;
        this.#show(pieces);
      }
    } catch (error) {
      if (!rating.token.isCancellationRequested) this.onFailure(error);
    }
  }

  #show(pieces: readonly Piece[]): void {
    this.visible.show(pieces.flatMap((piece) => shifted(this.ratings.known(piece) ?? [], piece.start)));
  }
}
