import type { PairRating, PairSignalKind, TextPair } from '../../../common/methods/scoring.js';

/** Signals of the flow check. The similarity of sentences' vectors adds nothing to them (measured by `bench/fit-flow.ts`). */
export type FlowSignal = Exclude<PairSignalKind, 'similarity'>;

/** What has been measured of pairs of sentences so far. */
export interface KnownRatings {
  /** Why a signal cannot be measured with these models; a sentence. */
  readonly missing: ReadonlyMap<FlowSignal, string>;
  /** What is known of a pair. */
  known(pair: TextPair): PairRating;
  /** Whether nothing is gained by measuring a signal of a pair now: it is known, or it was requested and failed. */
  isKnown(pair: TextPair, signal: FlowSignal): boolean;
}
