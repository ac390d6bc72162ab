/** Times are in milliseconds. */
const rememberedGaps = 8;
/** A gap longer than this is no part of the typing rhythm. */
const longestGap = 1500;
/** Without keys to go by, a writer of 40 words a minute. */
const usualGap = 300;
/** A gap this long, and this many times the usual one, is a pause. */
const shortestPause = 500;
const pauseRatio = 2.5;
/** Typing with gaps below `fastGap` is a burst, above `slowGap` it is calm; in between the wait changes smoothly. */
const fastGap = 100;
const slowGap = 250;
const calmWait = 25;
const burstWait = 140;

/**
 * How long to wait after a key before a completion is asked for. Fast typists read nothing until they pause, so in a burst
 * the wait is longer than the gap to the next key; at an even pace of 60 words a minute (a key every 200 ms) it is 40 ms,
 * because the answer is wanted before the next key; after a pause it is short, and none at all when the writer came back to
 * type a space or punctuation: then the next word is what they think about.
 */
export class TypingCadence {
  readonly #gaps: number[] = [];
  #last: number | undefined;

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(private readonly now: () => number) {}

  /** Notes that text was typed, and tells how many milliseconds to wait before asking for a completion. */
  typed(text: string): number {
    const time = this.now();
    const gap = this.#last === undefined ? Infinity : Math.max(0, time - this.#last);
    const wait = waitAfter(gap, this.usual, /[\s\p{P}]$/u.test(text));
    this.#last = time;
    if (gap <= longestGap) this.#gaps.push(gap);
    if (this.#gaps.length > rememberedGaps) this.#gaps.shift();
    return wait;
  }

  /** The median of the last gaps between keys. */
  get usual(): number {
    const sorted = [...this.#gaps].sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? usualGap;
  }
}

/** The wait after a key that came `gap` after the one before, when gaps of `usual` are usual. All in milliseconds. */
export function waitAfter(gap: number, usual: number, endsWord: boolean): number {
  if (gap >= Math.max(shortestPause, pauseRatio * usual)) return endsWord ? 0 : calmWait;
  // One slow key in a burst does not end it, and one fast key does not start one.
  const pace = (gap + 2 * usual) / 3;
  const haste = Math.min(1, Math.max(0, (slowGap - pace) / (slowGap - fastGap)));
  const wait = calmWait + haste * haste * (burstWait - calmWait);
  return Math.round(endsWord ? wait / 2 : wait);
}
