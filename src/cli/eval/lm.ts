import type { Metrics } from './report.js';
import { ratio, sum } from './ratio.js';

/** How many tokens of a text are rated, as the definition of the metric says. */
export const ratedTokens = 512;

export interface LmResult {
  readonly group: string;
  /** Surprisal of the rated tokens. */
  readonly bits: number;
  /** Length of what they decode to, in UTF-8. */
  readonly bytes: number;
}

/** Bits per byte over the rows together: long texts weigh more than short ones. */
export function lmMetrics(results: readonly LmResult[]): Metrics {
  return {
    bitsPerByte: ratio(
      sum(results, (result) => result.bits),
      sum(results, (result) => result.bytes),
    ),
  };
}
