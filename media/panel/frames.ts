/** Runs an action with the newest value once in each frame of the screen, however many values come in between. */
export class Frames<T> {
  #next: { readonly value: T } | undefined;

  constructor(
    private readonly requestFrame: (run: () => void) => unknown,
    private readonly show: (value: T) => void,
  ) {}

  push(value: T): void {
    const isWaiting = this.#next !== undefined;
    this.#next = { value };
    if (!isWaiting) this.requestFrame(() => this.#run());
  }

  #run(): void {
    const next = this.#next;
    this.#next = undefined;
    if (next !== undefined) this.show(next.value);
  }
}
