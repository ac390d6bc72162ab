/** A score and whether it belongs to a positive. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/** The chance that a positive gets a higher score than a negative, ties counting half: the area under the ROC curve. NaN where either is missing. */
export function auc(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score);
  let ranks = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    ranks += ((from + to + 1) / 2) * sorted.slice(from, to).filter(({ positive }) => positive).length;
    from = to;
  }
  const positives = sorted.filter(({ positive }) => positive).length;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives));
}
