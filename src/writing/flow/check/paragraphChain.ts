import type { PairRating } from '../../../common/methods/scoring.js';
import { pairOf, type RatedChain } from '../score/ratedChain.js';
import type { KnownRatings } from './knownRatings.js';

/** Sentences that are checked together. */
export interface Paragraph {
  readonly sentences: readonly string[];
  /** The last sentence before them, where they go on from it. */
  readonly previous?: string;
  /** Indexes of sentences that are being written; nothing is said about them or those beside them. */
  readonly held?: ReadonlySet<number>;
}

/** A paragraph's sentences with what was measured of their pairs. */
export interface ParagraphChain extends RatedChain {
  /** How the first sentence follows the one before the paragraph; `undefined` where that is not asked. */
  readonly opening: PairRating | undefined;
}

/** The chain of a paragraph's sentences with all that is known of its pairs. */
export function chainOf({ sentences }: Paragraph, ratings: KnownRatings): RatedChain {
  return { sentences, rating: (first, second) => ratings.known(pairOf(sentences, first, second)) };
}

/** Whether nothing is asked about a sentence now: it or one beside it is being written. */
export function isHeld({ held }: Paragraph, index: number): boolean {
  return held !== undefined && (held.has(index) || held.has(index - 1) || held.has(index + 1));
}
