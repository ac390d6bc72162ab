import { CancellationSource } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { TextContext } from '../../common/methods/completion.js';

/** A caret that stays this long at a place may be about to write there. */
const restMs = 500;

/** Who opens a text will need the engine, which takes a while to start; only texts that are passed by quickly do not count. */
const openedMs = 50;

/** A place that the engine can read ahead of time. */
export interface RestingPlace {
  /** The same for the same place in the same text. */
  readonly key: string;
  /** What there is to read; nothing where nothing will be suggested. Asked for only once the caret rests. */
  readonly context: () => TextContext | undefined;
}

/** Lets the engine read the text before a caret that rests, so that the first suggestion there comes at once. */
export class WarmUp implements Disposable {
  #waiting: { readonly key: string; readonly timer: Disposable } | undefined;
  #reading: { readonly key: string; readonly source: CancellationSource } | undefined;

  constructor(
    private readonly engine: Pick<EngineApi, 'warm'>,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** The caret is here now, in a text that was there before or that has just been opened; `undefined` stands for no caret. */
  caretAt(place: RestingPlace | undefined, isOpened = false): void {
    if (place !== undefined && place.key === this.#waiting?.key) return;
    this.#waiting?.timer.dispose();
    this.#waiting = undefined;
    if (place === undefined) this.#cancel();
    else if (place.key !== this.#reading?.key) {
      this.#waiting = { key: place.key, timer: this.clock.schedule(isOpened ? openedMs : restMs, () => this.#read(place)) };
    }
  }

  /** The writer has the model unloaded: what is not being read yet waits for the caret to move. */
  unloaded(): void {
    this.#waiting?.timer.dispose();
    this.#waiting = undefined;
  }

  dispose(): void {
    this.caretAt(undefined);
  }

  #read({ key, context }: RestingPlace): void {
    this.#waiting = undefined;
    this.#cancel();
    const wanted = context();
    if (wanted === undefined) return;
    const source = new CancellationSource();
    this.#reading = { key, source };
    this.engine.warm({ context: wanted }, source.token).catch((error: unknown) => {
      if (this.#reading?.source === source) this.#reading = undefined;
      this.onFailure(error);
    });
  }

  #cancel(): void {
    this.#reading?.source.cancel();
    this.#reading = undefined;
  }
}
