import { type Event, Emitter } from '../common/emitter.js';
import type { Disposable } from '../common/disposable.js';

/** A value that changes, with the last one at hand. */
export class Latest<T> implements Disposable {
  readonly #changes = new Emitter<T>();
  readonly onDidChange: Event<T> = this.#changes.event;
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  /** Setting the same value again notifies no one. */
  set value(value: T) {
    if (value === this.#value) return;
    this.#value = value;
    this.#changes.fire(value);
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
