/** A stretch of a sequence of tokens that the model reads at once: it rates [from, to) with [start, from) before it. */
export interface RatingWindow {
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Covers the tokens [first, length) with windows of at most `size` tokens that overlap: each but the first reads at least
 * a quarter of a window before it rates, from a sentence's start where there is one in the second quarter.
 * @param size At least 4.
 * @param sentenceStarts Tokens that start a sentence, ascending.
 */
export function ratingWindows(first: number, length: number, size: number, sentenceStarts: readonly number[]): RatingWindow[] {
  const least = Math.floor(size / 4);
  const windows: RatingWindow[] = [];
  for (let from = first; from < length; from = windows.at(-1)?.to ?? length) {
    const earliest = from - 2 * least;
    const start = earliest <= 0 ? 0 : (sentenceStarts.find((at) => at >= earliest && at <= from - least) ?? from - least);
    windows.push({ start, from, to: Math.min(length, Math.max(from + 1, start + size)) });
  }
  return windows;
}
