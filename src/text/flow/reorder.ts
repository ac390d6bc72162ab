/** A sentence of a paragraph in a better place. */
export interface BetterOrder {
  /** The paragraph's sentences by their old indexes. */
  readonly order: readonly number[];
  /** By how much the mean log-odds that neighbours follow each other grow. */
  readonly gain: number;
}

/** An order that gains less is no advice: the odds of one pair vary by as much from one wording to another. */
const leastGain = 0.4;

/** The pairs whose odds tell where a sentence would stand best: those that each of its moves would make. */
export function pairsOfMoves(count: number, index: number): (readonly [number, number])[] {
  const pairs = moves(count, index).flatMap((order) => order.slice(1).map((second, at) => [order[at] ?? 0, second] as const));
  return [...new Map(pairs.map((pair) => [pair.join(), pair])).values()];
}

/** The best move of a sentence within its paragraph, if it is clearly better than where it stands. */
export function betterOrder(count: number, index: number, odds: (first: number, second: number) => number): BetterOrder | undefined {
  const mean = (order: readonly number[]): number =>
    order.slice(1).reduce((sum, second, at) => sum + odds(order[at] ?? 0, second), 0) / Math.max(1, order.length - 1);
  const now = mean([...Array(count).keys()]);
  const rated = moves(count, index).map((order) => ({ order, gain: mean(order) - now }));
  const best = rated.reduce<BetterOrder | undefined>((a, b) => (a !== undefined && a.gain >= b.gain ? a : b), undefined);
  return best !== undefined && best.gain >= leastGain ? best : undefined;
}

/** All orders that come of moving one sentence. The paragraph keeps its first one, which its reader was led to. */
function moves(count: number, index: number): number[][] {
  const others = [...Array(count).keys()].filter((each) => each !== index);
  return Array.from({ length: count }, (_, to) => to)
    .filter((to) => to !== index && to > 0)
    .map((to) => [...others.slice(0, to), index, ...others.slice(to)]);
}
