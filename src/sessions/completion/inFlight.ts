import { CancellationSource } from '../../common/cancellation.js';
import { type CaretText, insertedSince } from '../../writing/continuation/caretText.js';

/** The most characters that are typed while a request for an earlier place may still answer for the place now. */
const maxTypedAhead = 8;

/** A request that the engine works on. */
export class InFlight {
  readonly #source = new CancellationSource();
  /** Settles, without a value, when the answer is in the cache or when there will be none. */
  readonly settled: Promise<void>;
  /** What the answer will begin with, as far as that is known. */
  #soFar = '';

  constructor(
    readonly caret: CaretText,
    /** Whether the writer asked for it. */
    readonly explicit: boolean,
    work: (token: CancellationSource['token'], onPiece: (soFar: string) => void) => Promise<void>,
  ) {
    this.settled = work(this.#source.token, (soFar) => (this.#soFar = soFar));
  }

  /** Whether the answer may fit the text as it is now: nothing but a few characters was typed since, and none that it will not have. */
  mayFit(now: CaretText): boolean {
    const inserted = insertedSince(this.caret, now);
    if (inserted === undefined) return false;
    const { typed } = inserted;
    const goesAlong = this.#soFar.startsWith(typed) || typed.startsWith(this.#soFar);
    return typed.length <= maxTypedAhead && !typed.includes('\n') && goesAlong;
  }

  cancel(): void {
    this.#source.cancel();
  }
}
