/** Fewer bytes than this in the time that a server may be silent are as good as silence; a modem of 1995 brings ten times as many. */
export const leastBytes = 16 * 1024;

/** How fast something arrives, by windows of time. */
export class Pace {
  #start: number;
  #bytes = 0;

  constructor(
    private readonly windowMs: number,
    private readonly now: () => number,
  ) {
    this.#start = now();
  }

  /** Whether the window that these bytes end has brought fewer than `leastBytes`. */
  isTooSlow(bytes: number): boolean {
    this.#bytes += bytes;
    const now = this.now();
    if (now - this.#start < this.windowMs) return false;
    const isSlow = this.#bytes < leastBytes;
    this.#start = now;
    this.#bytes = 0;
    return isSlow;
  }
}
