/** A sentence of a paragraph in a better place. */
export interface BetterOrder {
  /** The paragraph's sentences by their old indexes. */
  readonly order: readonly number[];
  /** By how much the mean log-odds that neighbours follow each other grow. */
  readonly gain: number;
}

/** An order that gains less is no advice: the odds of one pair vary by as much from one wording to another. */
const minGain = 0.4;

type Pair = readonly [first: number, second: number];

/** The pairs that moving a sentence to any other place would make: up to three for each place. */
export function pairsOfMoves(count: number, index: number): Pair[] {
  const pairs = targets(count, index).flatMap((to) => changedPairs(count, index, to).made);
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

/**
 * The best move of a sentence within its paragraph, or `undefined` where none is clearly better than its own place.
 * @param odds the log-odds that the second sentence follows the first
 */
export function betterOrder(count: number, index: number, odds: (first: number, second: number) => number): BetterOrder | undefined {
  const sum = (pairs: readonly Pair[]): number => pairs.reduce((total, [first, second]) => total + odds(first, second), 0);
  let best: { readonly to: number; readonly gain: number } | undefined;
  for (const to of targets(count, index)) {
    const { made, broken } = changedPairs(count, index, to);
    const gain = (sum(made) - sum(broken)) / (count - 1);
    if (best === undefined || gain > best.gain) best = { to, gain };
  }
  return best !== undefined && best.gain >= minGain ? { order: moved(count, index, best.to), gain: best.gain } : undefined;
}

/** The places that a sentence can move to. The paragraph keeps its first one, which its reader was led to. */
function targets(count: number, index: number): number[] {
  return Array.from({ length: count }, (_, to) => to).filter((to) => to !== index && to > 0);
}

/** The neighbours that a move brings together and those that it parts. */
function changedPairs(count: number, index: number, to: number): { readonly made: readonly Pair[]; readonly broken: readonly Pair[] } {
  // Among the other sentences, those before and after the new place.
  const [before, after] = to > index ? [to, to + 1] : [to - 1, to];
  const exists = (pair: Pair): boolean => pair.every((each) => each >= 0 && each < count);
  return {
    made: ([[index - 1, index + 1], [before, index], [index, after]] as const).filter(exists), // prettier-ignore
    broken: ([[index - 1, index], [index, index + 1], [before, after]] as const).filter(exists), // prettier-ignore
  };
}

function moved(count: number, index: number, to: number): number[] {
  const others = Array.from({ length: count }, (_, each) => each).filter((each) => each !== index);
  return [...others.slice(0, to), index, ...others.slice(to)];
}
