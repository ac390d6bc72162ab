import { features, type Features } from '../score/features.js';
import { openingFeatures } from '../score/openingFeatures.js';
import { type FlowScore, score } from '../score/score.js';
import { chainOf, isHeld, type Paragraph } from './paragraphChain.js';
import type { PairRatings } from './pairRatings.js';

/** What the check says about a sentence: how it follows the one before. */
export interface Judgement extends FlowScore {
  /** The index of the sentence in its paragraph; 0 is rated behind the paragraph before. */
  readonly index: number;
  readonly features: Features;
  /** Whether a warning is given: the score says so, and no sentence beside it is a better explanation. */
  readonly warns: boolean;
}

/** Judges the sentences of a paragraph by what is known of them; those of which too little is known are left out. */
export function judgeParagraph(paragraph: Paragraph, ratings: PairRatings): readonly Judgement[] {
  const judged = paragraph.sentences.flatMap((_, index) => judge(paragraph, index, ratings) ?? []);
  return judged.map((each) => ({ ...each, warns: isHigh(each) && !judged.some((other) => explains(other, each)) }));
}

/** Judges one sentence by itself. */
export function judge(paragraph: Paragraph, index: number, ratings: PairRatings): Judgement | undefined {
  const found = isHeld(paragraph, index) ? undefined : featuresOf(paragraph, index, ratings);
  const scored = found && score(found);
  return found && scored && { ...scored, index, features: found, warns: isHigh(scored) };
}

function featuresOf(paragraph: Paragraph, index: number, ratings: PairRatings): Features | undefined {
  const { sentences, previous } = paragraph;
  const [first = ''] = sentences;
  if (index > 0) return features(chainOf(paragraph, ratings), index);
  return previous === undefined
    ? undefined
    : openingFeatures(previous, first, ratings.known({ before: '', first: previous, second: first }));
}

function isHigh({ chance, set }: FlowScore): boolean {
  return chance >= set.threshold;
}

/** A sentence that does not belong makes its neighbour look wrong too. */
function explains(other: Judgement, one: Judgement): boolean {
  return Math.abs(other.index - one.index) === 1 && isHigh(other) && other.chance > one.chance;
}
