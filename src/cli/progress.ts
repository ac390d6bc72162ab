import type { Terminal } from './terminal.js';

/** A line on standard error that counts up while a person watches; nothing where nobody does. */
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
    const seconds = (performance.now() - this.#started) / 1000;
    const left = done === 0 ? '' : `, ${Math.ceil((seconds / done) * (this.total - done))} s left`;
    this.terminal.writeMessage(`\r\u001b[K${this.what} ${done} of ${this.total}${left}`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.terminal.showsProgress) this.terminal.writeMessage('\r\u001b[K');
  }
}
