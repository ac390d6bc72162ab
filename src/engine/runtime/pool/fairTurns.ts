import type { Rank } from '../../../common/methods/method.js';
import type { Caller } from './caller.js';

/** Work for what the writer sees now is short, so that it may always come first where the writer is. */
const focusedFirst: ReadonlySet<Rank> = new Set<Rank>(['interactive', 'preparation']);

/** Whose turn it is among callers that wait with work of one rank, so that none of them waits for all the work of another. */
export class FairTurns {
  readonly #lastTurn = new WeakMap<Caller, number>();
  #turns = 0;

  /**
   * The place of the first work of the caller whose turn it is, and notes the turn: where the writer is, where that comes first; else the
   * caller whose last turn is the longest ago.
   * @param waiting whose each piece of work is, at least one
   */
  take(rank: Rank, waiting: readonly Caller[]): number {
    const focused = waiting.find(({ isFocused }) => isFocused);
    const next = focused !== undefined && focusedFirst.has(rank) ? focused : this.#longestWithout(waiting);
    this.#lastTurn.set(next, ++this.#turns);
    return waiting.indexOf(next);
  }

  #longestWithout(waiting: readonly Caller[]): Caller {
    const turnOf = (caller: Caller): number => this.#lastTurn.get(caller) ?? (caller.isFocused ? -1 : 0);
    return waiting.reduce((next, caller) => (turnOf(caller) < turnOf(next) ? caller : next));
  }
}
