/** A set of features that is fitted. */
export interface CandidateSet {
  readonly name: string;
  readonly place: 'inner' | 'end' | 'opening';
  readonly features: readonly string[];
  /** The share of unspoilt sentences about which it pays to ask the next better set, which needs more measurements. */
  readonly doubted?: number;
}

const words = ['sharedWords', 'sharedWithContext', 'newNames', 'orphanPronoun', 'speechChange', 'personChange'];
const wordsOf = (...pairs: string[]): string[] => pairs.flatMap((pair) => words.map((word) => `${pair}.${word}`));

const innerWords = wordsOf('into', 'outOf', 'over');
const innerOdds = ['into.odds', 'outOf.odds', 'worse', 'usual', ...innerWords];
const innerOver = [...innerOdds, 'over.odds', 'bridge', 'rivalBefore', 'rivalAfter'];
const openingWords = words.map((word) => `opening.${word}`);
const endOdds = ['into.odds', 'usual', ...wordsOf('into')];

/** From the one that needs most to the one that needs least, as `score` looks for them. */
export const candidateSets: readonly CandidateSet[] = [
  { name: 'inner, both models', place: 'inner', features: [...innerOver, 'gain', 'help'] },
  { name: 'inner, encoder', place: 'inner', features: innerOver, doubted: 0.05 },
  { name: 'inner, encoder at first', place: 'inner', features: innerOdds, doubted: 0.4 },
  { name: 'inner, causal model', place: 'inner', features: ['gain', 'help', ...innerWords] },
  { name: 'end, both models', place: 'end', features: [...endOdds, 'gain'] },
  { name: 'end, encoder', place: 'end', features: endOdds, doubted: 0.06 },
  { name: 'end, causal model', place: 'end', features: ['gain', ...wordsOf('into')] },
  { name: 'opening, encoder', place: 'opening', features: ['opening.odds', ...openingWords] },
];
