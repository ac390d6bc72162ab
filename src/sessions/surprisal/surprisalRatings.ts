import { BoundedMap } from '../../common/boundedMap.js';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import type { EngineApi } from '../../common/engineApi.js';
import { type Piece, surprisalRequest } from '../../writing/surprisal/pieces.js';
import { type RatedWord, ratedWords } from '../../writing/surprisal/ratedWords.js';

/** How many alternatives each word carries. */
const alternatives = 5;

/** Remembered pieces: some 40 pages. A piece of 800 characters takes about 50 kB. */
const maxPieces = 200;

/** The ratings of pieces of text, each of which the model reads once as long as neither it nor the text before it changes. */
export class SurprisalRatings {
  /** In the order of their last use. */
  readonly #known = new BoundedMap<string, readonly RatedWord[]>(maxPieces);

  #model: string | undefined;

  constructor(private readonly engine: Pick<EngineApi, 'surprisal'>) {}

  /** The words of a piece, with offsets into its text; `undefined` where they have not been rated yet. */
  known(piece: Piece): readonly RatedWord[] | undefined {
    return this.#known.use(keyOf(piece));
  }

  /** The words of a piece, with offsets into its text. Rejects as the engine does. */
  async rate(piece: Piece, token: CancellationToken = neverCancelled): Promise<readonly RatedWord[]> {
    const known = this.known(piece);
    if (known !== undefined) return known;
    const { text, before, silent } = piece;
    const model = this.#model;
    const { tokens } = await this.engine.surprisal(surprisalRequest(piece, alternatives), token);
    const words = ratedWords(text, tokens, silent, before);
    if (model === this.#model) this.#known.set(keyOf(piece), words);
    return words;
  }

  /** Forgets all ratings where they are another model's than the one that is used from now on. */
  useModel(model: string): void {
    if (model !== this.#model) this.#known.clear();
    this.#model = model;
  }
}

function keyOf({ text, before, silent }: Piece): string {
  return JSON.stringify([before, text, silent]);
}
