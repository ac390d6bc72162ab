import { percentile } from './percentile.js';
import { ratio, sum } from './ratio.js';
import type { Metrics } from './report.js';
import type { Outcome } from './simulatedWriter.js';

export interface KeystrokesResult {
  readonly group: string;
  readonly characters: number;
  readonly keys: number;
  /** The outcome of each suggestion that was shown. */
  readonly outcomes: readonly Outcome[];
  /** Milliseconds for each key that needed the model. */
  readonly latencies: readonly number[];
  /** Keys that needed no model because the writer went along with what was shown. */
  readonly keysAlong: number;
}

/**
 * `saved`: 1 − keys ÷ characters. `shownPer100Keys`: a suggestion counts once, however long it is typed through. `acceptance`: the share
 * of them of which at least a word was accepted; `wrongFromFirstWord`: the rest. `p50Ms`, `p95Ms`: over the `modelKeys`, the keys that needed
 * the model; `alongKeys` needed none.
 */
export function keystrokesMetrics(results: readonly KeystrokesResult[]): Metrics {
  const keys = sum(results, (result) => result.keys);
  const kept = ratio(
    keys,
    sum(results, (result) => result.characters),
  );
  const outcomes = results.flatMap((result) => result.outcomes);
  const wrong = outcomes.filter((outcome) => outcome === 'wrong').length;
  const latencies = results.flatMap((result) => result.latencies);
  return {
    saved: kept === null ? null : 1 - kept,
    shownPer100Keys: ratio(100 * outcomes.length, keys),
    acceptance: ratio(outcomes.length - wrong, outcomes.length),
    wrongFromFirstWord: ratio(wrong, outcomes.length),
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    modelKeys: latencies.length,
    alongKeys: sum(results, (result) => result.keysAlong),
  };
}
