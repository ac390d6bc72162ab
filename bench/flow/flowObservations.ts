import { type Features, features } from '../../src/writing/flow/score/features.js';
import { openingFeatures } from '../../src/writing/flow/score/openingFeatures.js';
import type { CandidateSet } from './candidateSets.js';
import { chainOf, type MeasuredParagraph } from './measuredParagraph.js';

/** A sentence of a measured paragraph, and whether it belongs there. */
export interface FlowObservation {
  readonly paragraph: MeasuredParagraph;
  readonly index: number;
  readonly features: Features;
  readonly isIntruder: boolean;
}

export function flowObservations(paragraphs: readonly MeasuredParagraph[]): FlowObservation[] {
  return paragraphs.flatMap((paragraph) => {
    const chain = chainOf(paragraph);
    return paragraph.sentences.slice(1).map((_, at) => {
      const index = at + 1;
      const [last = '', first = ''] = paragraph.sentences;
      const known = paragraph.isOpening === true ? openingFeatures(last, first, chain.rating(0, 1)) : features(chain, index);
      return { paragraph, index, features: known, isIntruder: index === paragraph.intruder };
    });
  });
}

/**
 * Whether a set can learn from an observation. The end of a paragraph has no neighbour behind it, so that sets for it learn from all
 * sentences, but not from one that only follows a wrong one.
 */
export function isFor({ place, features: names }: CandidateSet, { paragraph, index, features: known }: FlowObservation): boolean {
  const isInner = index + 1 < paragraph.sentences.length;
  const fits = place === 'inner' ? isInner : index - 1 !== paragraph.intruder || paragraph.intruder < 0;
  return fits && names.every((name) => known[name] !== undefined);
}
