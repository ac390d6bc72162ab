import type { Clock } from '../../common/clock.js';
import { TypingCadence } from '../../writing/debounce.js';

/**
 * How much is left of the wait after the last key. The editor asks for a suggestion some time after the key; the wait
 * counts from the key itself.
 */
export class TypingPause {
  readonly #cadence: TypingCadence;
  #until = -Infinity;

  constructor(private readonly clock: Clock) {
    this.#cadence = new TypingCadence(() => clock.now());
  }

  /** Text was typed, or deleted if it is empty. */
  typed(text: string): void {
    const wait = this.#cadence.typed(text);
    this.#until = this.clock.now() + wait;
  }

  /** Milliseconds from now. */
  get remainingMs(): number {
    return Math.max(0, this.#until - this.clock.now());
  }
}
