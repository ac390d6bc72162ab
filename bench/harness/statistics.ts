/** Timings of one thing, in the order in which they were taken. */
export interface Summary {
  readonly median: number;
  /** The middle half lies between these. */
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly count: number;
}

export function summarise(values: readonly number[]): Summary {
  return {
    median: quantile(values, 0.5),
    lowerQuartile: quantile(values, 0.25),
    upperQuartile: quantile(values, 0.75),
    count: values.length,
  };
}

/** A quantile by linear interpolation; NaN of no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * How many times as long `ours` takes as `theirs`. Both were measured in turns, so each pair saw the same state of the machine: the
 * ratio of each pair is free of its drift, and the median of the ratios of its hiccups.
 */
export function ratioOfPairs(ours: readonly number[], theirs: readonly number[]): Summary {
  return summarise(ours.map((value, index) => value / (theirs[index] ?? NaN)));
}
