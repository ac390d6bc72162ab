import type { PairRating } from '../../../common/engineApi.js';
import { lexicalSignals } from '../signals/lexicalSignals.js';
import type { Neighbourhood } from '../signals/neighbourhood.js';

/** What was measured of the pairs around a sentence. */
export interface NeighbourRatings {
  readonly into: PairRating;
  readonly outOf?: PairRating;
  readonly over?: PairRating;
}

/** Numbers by name; those that could not be measured are not there. */
export type Features = Readonly<Record<string, number>>;

/** Odds beyond this say no more. */
const surest = 6;

/** All that a score may rest on. */
export function features(place: Neighbourhood, ratings: NeighbourRatings): Features {
  const found: Record<string, number> = {};
  for (const name of ['into', 'outOf', 'over'] as const) {
    const pair = place[name];
    if (pair === undefined) continue;
    const { nextSentence, similarity } = ratings[name] ?? {};
    if (nextSentence !== undefined) found[`${name}.odds`] = clip(nextSentence);
    if (similarity !== undefined) found[`${name}.similarity`] = similarity;
    for (const [signal, value] of Object.entries<number>({ ...lexicalSignals(pair.before, pair.first, pair.second) }))
      found[`${name}.${signal}`] = value;
  }
  Object.assign(found, bridged(ratings), surprise(ratings));
  found.length = Math.log(1 + place.into.second.length);
  return found;
}

/** How much surer the model is that the next sentence follows the one before than that this one belongs between them. */
function bridged({ into, outOf, over }: NeighbourRatings): Features {
  const [a, b, c] = [into.nextSentence, outOf?.nextSentence, over?.nextSentence];
  if (a === undefined || b === undefined) return {};
  const worse = clip(Math.min(a, b));
  return c === undefined ? { worse } : { worse, bridge: probability(c) * (1 - probability(a)) * (1 - probability(b)) };
}

/**
 * How much the sentence before helps to expect this one, and how much this one helps to expect the next: bits that are saved, by
 * the square root of the number of tokens, since long sentences vary more.
 */
function surprise({ into, outOf, over }: NeighbourRatings): Features {
  const found: Record<string, number> = {};
  if (into.surprisal !== undefined) {
    const { alone, after, tokens } = into.surprisal;
    found.gain = (alone - after) / Math.sqrt(Math.max(1, tokens));
  }
  if (outOf?.surprisal !== undefined && over?.surprisal !== undefined) {
    found.help = (over.surprisal.after - outOf.surprisal.after) / Math.sqrt(Math.max(1, outOf.surprisal.tokens));
  }
  return found;
}

function clip(odds: number): number {
  return Math.max(-surest, Math.min(surest, odds));
}

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
