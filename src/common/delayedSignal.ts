import type { Clock } from './clock.js';
import type { Disposable } from './disposable.js';
import { Emitter } from './emitter.js';

/** A signal that goes on late and off at once, so that what is over soon never shows. */
export class DelayedSignal implements Disposable {
  readonly #changes = new Emitter<boolean>();
  readonly onDidChange = this.#changes.event;
  #isShown = false;
  #timer: Disposable | undefined;

  constructor(
    private readonly delayMs: number,
    private readonly clock: Clock,
  ) {}

  get value(): boolean {
    return this.#isShown;
  }

  set value(on: boolean) {
    if (on) {
      this.#timer ??= this.clock.schedule(this.delayMs, () => this.#show(true));
      return;
    }
    this.#timer?.dispose();
    this.#timer = undefined;
    this.#show(false);
  }

  dispose(): void {
    this.value = false;
    this.#changes.dispose();
  }

  #show(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    this.#changes.fire(isShown);
  }
}
