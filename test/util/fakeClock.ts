import type { Clock } from '../../src/common/clock.js';
import type { Disposable } from '../../src/common/disposable.js';

/** A clock that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly action: () => void }>();

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, action: () => void): Disposable {
    const timer = { at: this.#now + delayMs, action };
    this.#timers.add(timer);
    return { dispose: () => this.#timers.delete(timer) };
  }

  /** How many timers wait. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves time on and runs what is due, earliest first; what those actions started gets its turn in between. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await turn();
    for (;;) {
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
      await turn();
    }
    this.#now = end;
  }
}

/** Lets all promises that can settle now do so. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
