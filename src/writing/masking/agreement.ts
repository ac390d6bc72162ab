import { maxOf } from '../../common/extremes.js';
/** What two models say of one candidate. Natural logarithms but for the probability. */
interface TwiceRated {
  /** The encoder's, 0 to 1. */
  readonly probability: number;
  /** The causal model's log-probabilities; absent where it did not vote. */
  readonly causal?: { readonly word: number; readonly rest: number };
}

/** How the causal model sees a candidate, beside the others that it voted on. */
export interface CausalView {
  /** Its share for the candidate among them, 0 to 1. */
  readonly share: number;
  /** Where the models disagree: what the causal model thinks of it, beside what the encoder does. */
  readonly verdict?: 'prefers' | 'doubts';
}

/** The models disagree where their shares are this many times one another; less is what any two models differ by. */
const timesApart = 8;

/** Shares below this are not worth a word: neither model would choose the candidate. */
const minShare = 0.1;

/** How the causal model sees each candidate, in their order; `undefined` for those on which it did not vote. */
export function causalViews(candidates: readonly TwiceRated[]): (CausalView | undefined)[] {
  const logs = candidates.map(({ causal }) => causal && causal.word + causal.rest);
  const shares = sharesOf(logs);
  const sum = candidates.reduce((total, { probability, causal }) => total + (causal === undefined ? 0 : probability), 0);
  return candidates.map(({ probability }, index) => {
    const share = shares[index];
    if (share === undefined) return undefined;
    const encoder = sum > 0 ? probability / sum : 0;
    if (Math.max(share, encoder) < minShare) return { share };
    if (share > encoder * timesApart) return { share, verdict: 'prefers' };
    return encoder > share * timesApart ? { share, verdict: 'doubts' } : { share };
  });
}

/** Log-probabilities as shares of their sum; what is `undefined` has none. */
export function sharesOf(logs: readonly (number | undefined)[]): (number | undefined)[] {
  const most = maxOf(logs.filter((log) => log !== undefined));
  const odds = logs.map((log) => (log === undefined ? undefined : Math.exp(log - most)));
  const sum = odds.reduce<number>((total, each) => total + (each ?? 0), 0);
  return odds.map((each) => (each === undefined ? undefined : each / sum));
}
