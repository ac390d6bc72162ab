import type { PairRating } from '../../../common/methods/scoring.js';
import { sigmoid } from '../../../common/sigmoid.js';
import { features } from './features.js';
import { score } from './score.js';

/** Chances of the score are stated for every tenth sentence being wrong. */
const priorLogOdds = Math.log(0.1 / 0.9);

/**
 * How probable it is that a sentence follows another, from all that was measured of the two, if it is as probable as not before one
 * looks: 0 to 1. Undefined where nothing was measured.
 */
export function pairProbability(first: string, second: string, rating: PairRating): number | undefined {
  const found = features({ sentences: [first, second], rating: () => rating }, 1);
  const scored = score(found);
  if (scored === undefined) return undefined;
  const logOdds = Math.log(scored.chance / (1 - scored.chance)) - priorLogOdds;
  return sigmoid(-logOdds);
}
