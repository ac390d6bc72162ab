import { timeLeft } from '../writing/timeLeft.js';
import type { Terminal } from './terminal.js';

/** A line on standard error that counts up while a person watches; nothing elsewhere. */
export class Progress {
  readonly #started = performance.now();

  constructor(
    private readonly terminal: Terminal,
    private readonly what: string,
    private readonly total: number,
  ) {}

  /** Shows that this many are done, and how long the rest will take at the same pace. */
  show(done: number): void {
    if (!this.terminal.showsProgress) return;
    const left = timeLeft(performance.now() - this.#started, done / this.total);
    this.terminal.writeMessage(`\r\u001b[K${this.what} ${done} of ${this.total}${left === undefined ? '' : `, ${left} left`}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.terminal.showsProgress) this.terminal.writeMessage('\r\u001b[K');
  }
}
