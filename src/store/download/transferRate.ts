/** How fast bytes arrive, over the last ten seconds, so that a pause shows and an old speed is forgotten. */
export class TransferRate {
  readonly #marks: { readonly at: number; readonly bytes: number }[] = [];

  /** @param bytes how many have arrived in all */
  add(bytes: number, nowMs: number): void {
    const last = this.#marks.at(-1);
    if (last !== undefined && nowMs - last.at < 100) return;
    this.#marks.push({ at: nowMs, bytes });
    while (this.#marks.length > 2 && nowMs - (this.#marks[0]?.at ?? nowMs) > 10_000) this.#marks.shift();
  }

  /** `undefined` before there is anything to tell it by. */
  bytesPerSecond(): number | undefined {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return undefined;
    return Math.max(0, last.bytes - first.bytes) / ((last.at - first.at) / 1000);
  }
}
