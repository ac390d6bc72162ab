import { sigmoid } from '../../../common/sigmoid.js';
import type { Judgement } from '../check/judgeParagraph.js';
import { surprisalAfter } from '../score/features.js';
import type { RatedChain } from '../score/ratedChain.js';

/** Why a sentence was judged as it was: numbers, for people to be told. Probabilities are 0 to 1. */
export type Reason =
  /** How probable the encoder finds the sentence behind the one before; in this paragraph `usual` is. */
  | { readonly kind: 'into'; readonly probability: number; readonly usual: number }
  | { readonly kind: 'outOf'; readonly probability: number }
  /** How probable the next sentence is right behind the one before. */
  | { readonly kind: 'over'; readonly probability: number }
  /** Bits that the text before saves the causal model on this sentence; so many it has alone. */
  | { readonly kind: 'gain'; readonly saved: number; readonly alone: number }
  /** Bits by which the next sentence is easier to expect with this one before it; less than 0 where it is harder. */
  | { readonly kind: 'help'; readonly saved: number }
  | { readonly kind: 'sharedWords' | 'newNames' | 'orphanPronoun' | 'speechChange' | 'personChange' };

/** A reason with what it adds to the log-odds that the sentence does not belong. */
export interface WeighedReason {
  readonly reason: Reason;
  readonly weight: number;
}

/** Reasons with less weight are left out. */
const minWeight = 0.1;

const wordKinds = ['sharedWords', 'newNames', 'orphanPronoun', 'speechChange', 'personChange'] as const;

/** What speaks against a sentence, the weightiest first. */
export function reasons({ index, features, contributions }: Judgement, chain: RatedChain): WeighedReason[] {
  const weight = (...names: string[]): number => names.reduce((sum, name) => sum + (contributions[name] ?? 0), 0);
  const found: WeighedReason[] = [];
  const add = (weight: number, reason: Reason | undefined): void => {
    if (reason !== undefined && weight >= minWeight) found.push({ reason, weight });
  };
  const odds = (name: string): number | undefined => probabilityOf(features[name] ?? features[name.replace('into', 'opening')]);
  const [into, outOf, over] = [odds('into.odds'), odds('outOf.odds'), odds('over.odds')];
  const isWorse = (features['into.odds'] ?? 0) <= (features['outOf.odds'] ?? Infinity);
  const worse = weight('worse', 'usual');
  add(
    weight('into.odds', 'opening.odds') + (isWorse ? worse : 0),
    into === undefined ? undefined : { kind: 'into', probability: into, usual: probabilityOf(features.usual) ?? 0.5 },
  );
  add(weight('outOf.odds') + (isWorse ? 0 : worse), outOf === undefined ? undefined : { kind: 'outOf', probability: outOf });
  add(weight('over.odds', 'bridge'), over === undefined ? undefined : { kind: 'over', probability: over });
  const before = chain.rating(index - 1, index).surprisal;
  add(weight('gain'), before && { kind: 'gain', saved: before.alone - before.after, alone: before.alone });
  const [after, skipped] = [surprisalAfter(chain.rating(index, index + 1)), surprisalAfter(chain.rating(index - 1, index + 1))];
  add(weight('help'), after && skipped && { kind: 'help', saved: skipped.after - after.after });
  for (const kind of wordKinds) {
    const speaks = kind === 'sharedWords' ? features['into.sharedWords'] === 0 : (features[`into.${kind}`] ?? 0) > 0;
    if (speaks) add(weight(`into.${kind}`), { kind });
  }
  return found.sort((a, b) => b.weight - a.weight);
}

function probabilityOf(odds: number | undefined): number | undefined {
  return odds === undefined ? undefined : sigmoid(odds);
}
