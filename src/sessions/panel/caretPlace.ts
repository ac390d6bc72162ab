import type { TextContext } from '../../common/methods/completion.js';
import type { TextPlace } from '../../common/panelProtocol/place.js';
import type { Piece } from '../../writing/surprisal/pieces.js';

/** The caret that the panel follows: that of the editor in which the writer was last. */
export interface CaretPlace {
  /** The same for the same place in the same text. */
  readonly key: string;
  readonly place: TextPlace;
  /** What the model reads there; `undefined` where there is no prose. */
  readonly context: () => TextContext | undefined;
  /** The paragraph around the caret, and the pieces in which it is rated; `undefined` where there is no prose. */
  readonly paragraph: () => { readonly place: TextPlace; readonly pieces: readonly Piece[] } | undefined;
}
