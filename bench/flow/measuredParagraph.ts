import type { PairRating } from '../../src/common/methods/scoring.js';
import type { RatedChain } from '../../src/writing/flow/score/ratedChain.js';
import type { Spoiling } from './spoiltParagraphs.js';

/** A paragraph with what the models measured of its pairs: a line of what `fit-flow.ts measure` writes. */
export interface MeasuredParagraph {
  readonly group: string;
  readonly document: string;
  readonly spoiling: Spoiling | 'none';
  /** The last sentence of a paragraph and the first of another where this is set. */
  readonly isOpening?: boolean;
  readonly sentences: readonly string[];
  /** The index of the sentence that does not belong; −1 in a paragraph as it was written. */
  readonly intruder: number;
  readonly pairs: readonly (PairRating & { readonly first: number; readonly second: number })[];
}

export function chainOf({ sentences, pairs }: MeasuredParagraph): RatedChain {
  const ratings = new Map(pairs.map(({ first, second, ...rating }) => [first * sentences.length + second, rating]));
  return { sentences, rating: (first, second) => ratings.get(first * sentences.length + second) ?? {} };
}

export function parseMeasured(jsonLines: string): MeasuredParagraph[] {
  return jsonLines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as MeasuredParagraph);
}
