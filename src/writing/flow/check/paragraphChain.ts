import { pairOf, type RatedChain } from '../score/ratedChain.js';
import type { PairRatings } from './pairRatings.js';

/** Sentences that are checked together. */
export interface Paragraph {
  readonly sentences: readonly string[];
  /** The last sentence before them, where they go on from it. */
  readonly previous?: string;
  /** Indexes of sentences that are being written; nothing is said about them or those beside them. */
  readonly held?: ReadonlySet<number>;
}

/** The chain of a paragraph's sentences with what is known of its pairs. */
export function chainOf({ sentences }: Paragraph, ratings: PairRatings): RatedChain {
  return { sentences, rating: (first, second) => ratings.known(pairOf(sentences, first, second)) };
}

/** Whether nothing is asked about a sentence now: it or one beside it is being written. */
export function isHeld({ held }: Paragraph, index: number): boolean {
  return held !== undefined && (held.has(index) || held.has(index - 1) || held.has(index + 1));
}
