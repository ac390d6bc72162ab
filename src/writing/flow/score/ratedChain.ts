import type { PairRating, TextPair } from '../../../common/methods/scoring.js';

/** Sentences that a reader reads one after another, with what was measured of the pairs among them. */
export interface RatedChain {
  readonly sentences: readonly string[];
  /** The pair of two sentences of the chain, as far as it was measured. */
  readonly rating: (first: number, second: number) => PairRating;
}

/** How many sentences the text before a pair grows by. Neighbouring pairs mostly share it, so that a model reads it once. */
const step = 4;

/** The most characters of the text before a pair. */
const longestBefore = 1200;

/** Two sentences of a paragraph as a pair, with what comes before the first one. */
export function pairOf(sentences: readonly string[], first: number, second: number): TextPair {
  return { before: textBefore(sentences, first), first: sentences[first] ?? '', second: sentences[second] ?? '' };
}

/** Two to five sentences before an index, as long as there are so many. */
function textBefore(sentences: readonly string[], index: number): string {
  let front = step * Math.floor(Math.max(0, index - 2) / step);
  while (front < index && sentences.slice(front, index).join(' ').length > longestBefore) front++;
  return sentences.slice(front, index).join(' ');
}
