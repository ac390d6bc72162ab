import type { Sampling } from '../../common/methods/completion.js';

/** How one of several options is chosen; the rest of `Sampling` is about the history and the random numbers. */
export type Choice = Pick<Sampling, 'temperature' | 'topP' | 'minP'>;

/**
 * Chooses one of several options by their log-probabilities, which need not sum to one. Pure: the randomness is `coin`,
 * a number in [0, 1).
 * @returns the index of the chosen option; undefined when none is possible (an empty list, or only −Infinity).
 */
export function choose(logprobs: ArrayLike<number>, choice: Choice, coin: number): number | undefined {
  const order = bestFirst(logprobs);
  const best = order[0];
  if (best === undefined || choice.temperature <= 0) return best;
  const weights = truncated(
    order.map((index) => Math.exp(((logprobs[index] ?? 0) - (logprobs[best] ?? 0)) / choice.temperature)),
    choice,
  );
  let rest = coin * sum(weights);
  for (const [rank, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return order[rank];
  }
  return order[weights.length - 1];
}

/** Indexes of the possible options, best first; equal ones keep their order, so that a greedy choice is repeatable. */
function bestFirst(logprobs: ArrayLike<number>): number[] {
  const possible = Array.from(logprobs, (_, index) => index).filter((index) => (logprobs[index] ?? -Infinity) > -Infinity);
  return possible.sort((a, b) => (logprobs[b] ?? 0) - (logprobs[a] ?? 0) || a - b);
}

/**
 * Cuts the unlikely tail off weights that are in descending order: what is less than `minP` times as probable as the best
 * (Nguyen et al. 2024), then what is beyond the smallest set that holds `topP` of the rest (Holtzman et al. 2019).
 * The best one always stays.
 */
function truncated(weights: readonly number[], { topP, minP }: Choice): readonly number[] {
  const first = weights[0] ?? 0;
  const likely = weights.filter((weight, rank) => rank === 0 || weight >= minP * first);
  const nucleus = topP * sum(likely);
  let held = 0;
  const size = likely.findIndex((weight) => (held += weight) >= nucleus);
  return size < 0 ? likely : likely.slice(0, size + 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
