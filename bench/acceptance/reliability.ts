/** Of the suggestions whose predicted chance lies in one range: how many, what was predicted, and what happened. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly predicted: number;
  readonly observed: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** The mean squared difference between prediction and outcome. */
  readonly brier: number;
  /** The mean difference between prediction and observed share over the bins, weighted by their counts. */
  readonly calibrationError: number;
}

/** Compares predicted chances with outcomes, in ranges of equal width. Empty ranges are left out. */
export function reliability(predictions: readonly { readonly chance: number; readonly happened: boolean }[], binCount = 10): Reliability {
  const bins: ReliabilityBin[] = [];
  for (let bin = 0; bin < binCount; bin++) {
    const inside = predictions.filter(({ chance }) => Math.min(binCount - 1, Math.floor(chance * binCount)) === bin);
    if (inside.length === 0) continue;
    bins.push({
      from: bin / binCount,
      to: (bin + 1) / binCount,
      count: inside.length,
      predicted: mean(inside.map(({ chance }) => chance)),
      observed: mean(inside.map(({ happened }) => (happened ? 1 : 0))),
    });
  }
  const total = predictions.length;
  return {
    bins,
    brier: mean(predictions.map(({ chance, happened }) => (chance - (happened ? 1 : 0)) ** 2)),
    calibrationError: bins.reduce((sum, bin) => sum + (bin.count / total) * Math.abs(bin.predicted - bin.observed), 0),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
