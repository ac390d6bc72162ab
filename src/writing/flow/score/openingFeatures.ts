import type { PairRating } from '../../../common/methods/scoring.js';
import { lexicalSignals } from '../signals/lexicalSignals.js';
import { clippedOdds, type Features } from './features.js';

/**
 * What the score of a paragraph's first sentence rests on: how it follows the last sentence of the paragraph before. Paragraphs may
 * begin with something new, so these have a set of coefficients of their own.
 */
export function openingFeatures(last: string, first: string, { nextSentence }: PairRating): Features {
  const found: Record<string, number> = {};
  for (const [signal, value] of Object.entries<number>({ ...lexicalSignals('', last, first) })) found[`opening.${signal}`] = value;
  if (nextSentence !== undefined) found['opening.odds'] = clippedOdds(nextSentence);
  return found;
}
