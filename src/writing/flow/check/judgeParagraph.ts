import { features, type Features } from '../score/features.js';
import { openingFeatures } from '../score/openingFeatures.js';
import { type FlowScore, score } from '../score/score.js';
import { isHeld, type Paragraph, type ParagraphChain } from './paragraphChain.js';

/** What the check says about a sentence: how it follows the one before. */
export interface Judgement extends FlowScore {
  /** The index of the sentence in its paragraph; 0 is rated behind the paragraph before. */
  readonly index: number;
  readonly features: Features;
  /** Whether a warning is given: the score says so, and no sentence beside it is a better explanation. */
  readonly warns: boolean;
}

/** Judges the sentences of a paragraph by what was measured of them; those of which too little was are left out. */
export function judgeParagraph(paragraph: Paragraph, chain: ParagraphChain): readonly Judgement[] {
  const judged = paragraph.sentences.flatMap((_, index) => judge(paragraph, index, chain) ?? []);
  return judged.map((each) => ({ ...each, warns: isHigh(each) && !judged.some((other) => explains(other, each)) }));
}

/** Judges one sentence by itself. */
export function judge(paragraph: Paragraph, index: number, chain: ParagraphChain): Judgement | undefined {
  const found = isHeld(paragraph, index) ? undefined : featuresOf(paragraph, index, chain);
  const scored = found && score(found);
  return found && scored && { ...scored, index, features: found, warns: isHigh(scored) };
}

function featuresOf({ sentences, previous }: Paragraph, index: number, chain: ParagraphChain): Features | undefined {
  if (index > 0) return features(chain, index);
  const { opening } = chain;
  return previous === undefined || opening === undefined ? undefined : openingFeatures(previous, sentences[0] ?? '', opening);
}

function isHigh({ chance, set }: FlowScore): boolean {
  return chance >= set.threshold;
}

/** A sentence that does not belong makes its neighbour look wrong too. */
function explains(other: Judgement, one: Judgement): boolean {
  return Math.abs(other.index - one.index) === 1 && isHigh(other) && other.chance > one.chance;
}
