import { append } from '../../common/append.js';
import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import { type Disposable, DisposableStore } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { PanelView, ViewKind } from '../../common/panelProtocol/view.js';
import type { Translate } from '../../common/translate.js';
import { shifted } from '../../prose/span.js';
import type { Piece } from '../../writing/surprisal/pieces.js';
import type { RatedWord } from '../../writing/surprisal/ratedWords.js';
import type { CaretPlace } from './caretPlace.js';
import { nextTokenView } from './views/nextTokenView.js';
import { surprisalView } from './views/surprisalView.js';

/** Views that follow the caret. */
export type CaretViewKind = Extract<ViewKind, 'next-token' | 'surprisal'>;

/** How long the caret must rest, in milliseconds. A paragraph costs more to rate than a token, and is the same after each key. */
const restMs: Readonly<Record<CaretViewKind, number>> = { 'next-token': 150, surprisal: 600 };

/** How many tokens are shown. */
const top = 12;

export interface CaretViewDependencies {
  readonly engine: Pick<EngineApi, 'nextTokens'>;
  /** Rates the words of a piece; offsets are into its text. */
  readonly rate: (piece: Piece, token: CancellationToken) => Promise<readonly RatedWord[]>;
  readonly clock: Clock;
  /** The caret that is followed; `undefined` where there is no text editor. */
  readonly caret: () => CaretPlace | undefined;
  readonly t: Translate;
}

/** What became of a look at the caret. */
export type CaretOutcome =
  | { readonly kind: 'asking' }
  | { readonly kind: 'view'; readonly view: PanelView }
  | { readonly kind: 'no-prose' }
  /** Nothing is before the caret that a model could continue. */
  | { readonly kind: 'no-text' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Makes the view of the caret's place whenever the caret rests, for one place at a time. */
export class CaretViews implements Disposable {
  #timer: Disposable = new DisposableStore();
  #asked: { readonly key: string; readonly source: CancellationSource } | undefined;

  constructor(
    private readonly dependencies: CaretViewDependencies,
    private readonly tell: (outcome: CaretOutcome) => void,
  ) {}

  /** The caret may have moved, or the text around it may have changed. */
  follow(kind: CaretViewKind): void {
    this.#timer.dispose();
    this.#timer = this.dependencies.clock.schedule(restMs[kind], () => void this.#look(kind));
  }

  /** Gives up what is on its way; the same place is looked at again afterwards. */
  dispose(): void {
    this.#timer.dispose();
    this.#asked?.source.cancel();
    this.#asked = undefined;
  }

  async #look(kind: CaretViewKind): Promise<void> {
    const caret = this.dependencies.caret();
    const key = `${kind} ${caret?.key ?? ''}`;
    if (key === this.#asked?.key) return;
    this.dispose();
    const source = new CancellationSource();
    this.#asked = { key, source };
    try {
      if (kind === 'next-token' && caret !== undefined && isEmpty(caret)) {
        this.tell({ kind: 'no-text' });
        return;
      }
      const view = caret && this.#ask(kind, caret, source.token);
      if (view !== undefined) this.tell({ kind: 'asking' });
      const found = await view;
      if (!source.token.isCancellationRequested) this.tell(found === undefined ? { kind: 'no-prose' } : { kind: 'view', view: found });
    } catch (error) {
      if (source.token.isCancellationRequested) return;
      this.#asked = undefined;
      this.tell({ kind: 'failed', error });
    }
  }

  #ask(kind: CaretViewKind, caret: CaretPlace, token: CancellationToken): Promise<PanelView> | undefined {
    return kind === 'next-token' ? this.#nextToken(caret, token) : this.#surprisal(caret, token);
  }

  #nextToken({ place, context }: CaretPlace, token: CancellationToken): Promise<PanelView> | undefined {
    const { engine, t } = this.dependencies;
    const read = context();
    return read && engine.nextTokens({ context: read, top }, token).then((result) => nextTokenView(result, place, t));
  }

  #surprisal({ paragraph }: CaretPlace, token: CancellationToken): Promise<PanelView> | undefined {
    const found = paragraph();
    return (
      found && this.#rated(found.pieces, found.place.start, token).then((words) => surprisalView({ ...found, words }, this.dependencies.t))
    );
  }

  async #rated(pieces: readonly Piece[], paragraphStart: number, token: CancellationToken): Promise<RatedWord[]> {
    const words: RatedWord[] = [];
    for (const piece of pieces) {
      append(words, shifted(await this.dependencies.rate(piece, token), piece.start - paragraphStart));
    }
    return words;
  }
}

/** What would come next in a text that has not begun says nothing of it. */
function isEmpty({ context }: CaretPlace): boolean {
  const read = context();
  return read !== undefined && read.headings.length === 0 && read.before.trim() === '';
}
