import { CancellationSource } from '../../common/cancellation.js';
import { type CaretText, insertedSince } from '../../writing/continuation/caretText.js';

/** The most characters that are typed while a request for an earlier place may still answer for the place now. */
const maxTypedAhead = 8;

/** A request that the engine works on. */
export class InFlight {
  readonly #source = new CancellationSource();
  /** Settles, without a value, when the answer is in the cache or when there will be none. */
  readonly settled: Promise<void>;

  constructor(
    readonly caret: CaretText,
    /** Whether the writer asked for it. */
    readonly explicit: boolean,
    work: (token: CancellationSource['token']) => Promise<void>,
  ) {
    this.settled = work(this.#source.token);
  }

  /** Whether the answer may fit the text as it is now: nothing but a few characters was typed since. */
  mayFit(now: CaretText): boolean {
    const inserted = insertedSince(this.caret, now);
    return inserted !== undefined && inserted.typed.length <= maxTypedAhead && !inserted.typed.includes('\n');
  }

  cancel(): void {
    this.#source.cancel();
  }
}
