import { maxOf } from '../../common/extremes.js';
/** What was said about texts that may have several labels, and what they have. */
export interface JudgedTexts {
  /** [texts · labels] */
  readonly probabilities: Float64Array;
  /** [texts · labels]: 1 where a text has a label. */
  readonly has: Uint8Array;
  readonly labels: number;
}

/** Thresholds that are tried; the plain one first, so that it wins among equals. */
const candidates = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85, 0.1, 0.9];

/** For each label the threshold of the best F1 on some of the texts: rare labels are seldom more probable than not. */
export function bestThresholds({ probabilities, has, labels }: JudgedTexts, indexes: readonly number[]): number[] {
  return Array.from({ length: labels }, (_, label) => {
    const places = indexes.map((index) => index * labels + label);
    const figures = candidates.map((threshold) => f1Of(countDecisions(places, has, (at) => (probabilities[at] as number) >= threshold)));
    return candidates[figures.indexOf(maxOf(figures))] ?? 0.5;
  });
}

/** How often a label was rightly said, wrongly said, and missed. */
export interface DecisionCounts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

function countDecisions(places: readonly number[], has: Uint8Array, isSaid: (place: number) => boolean): DecisionCounts {
  let [right, wrong, missed] = [0, 0, 0];
  for (const place of places) {
    if (isSaid(place)) {
      if (has[place] === 1) right++;
      else wrong++;
    } else if (has[place] === 1) missed++;
  }
  return { right, wrong, missed };
}

/** The harmonic mean of precision and recall; 0 where nothing was rightly said. */
export function f1Of({ right, wrong, missed }: DecisionCounts): number {
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);
}
