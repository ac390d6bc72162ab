import type { Clock } from '../../common/clock.js';
import type { Disposable } from '../../common/disposable.js';
import { Latest } from '../latest.js';

/** A signal that goes on late and off at once, so that what is over soon never shows. */
export class DelayedSignal implements Disposable {
  readonly #shown = new Latest(false);
  readonly onDidChange = this.#shown.onDidChange;
  #timer: Disposable | undefined;

  constructor(
    private readonly delayMs: number,
    private readonly clock: Clock,
  ) {}

  get value(): boolean {
    return this.#shown.value;
  }

  set value(on: boolean) {
    if (on) {
      this.#timer ??= this.clock.schedule(this.delayMs, () => (this.#shown.value = true));
      return;
    }
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#shown.value = false;
  }

  dispose(): void {
    this.value = false;
    this.#shown.dispose();
  }
}
