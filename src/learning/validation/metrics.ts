/** A figure with the range that it lies in with 95 % confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The classes of examples and what a classifier said, as indexes. */
export interface Predictions {
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  readonly classes: number;
}

/** How often each class (row) was taken for each class (column). */
export function confusionTable({ labels, predicted, classes }: Predictions): number[][] {
  const table = Array.from({ length: classes }, () => Array<number>(classes).fill(0));
  labels.forEach((label, index) => {
    const row = table[label] as number[];
    const said = predicted[index] as number;
    row[said] = (row[said] as number) + 1;
  });
  return table;
}

/** The share of examples whose class was found. */
export function accuracyOf(table: readonly (readonly number[])[]): number {
  const all = table.flat().reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : table.reduce((sum, row, k) => sum + (row[k] as number), 0) / all;
}

/** The mean over classes of F1, the harmonic mean of precision and recall; as in scikit-learn, a class that is neither there nor found is left out. */
export function macroF1Of(table: readonly (readonly number[])[]): number {
  const each = table.flatMap((row, k) => {
    const right = row[k] as number;
    const inClass = row.reduce((sum, count) => sum + count, 0);
    const said = table.reduce((sum, other) => sum + (other[k] as number), 0);
    return inClass + said === 0 ? [] : [(2 * right) / (inClass + said)];
  });
  return each.length === 0 ? 0 : each.reduce((sum, f1) => sum + f1, 0) / each.length;
}

/** The standard normal distribution's 97.5th percentile. */
const z = 1.959964;

/** A share with Wilson's interval (1927), which holds for few examples and for shares near 0 and 1 too. */
export function shareEstimate(right: number, all: number): Estimate {
  if (all === 0) return { value: 0, low: 0, high: 1 };
  const share = right / all;
  const middle = (share + z ** 2 / (2 * all)) / (1 + z ** 2 / all);
  const reach = (z / (1 + z ** 2 / all)) * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  return { value: share, low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** How often what a figure rests on is resampled for its interval. */
export const resamples = 500;

/** A figure with the interval that resampling what it rests on, with replacement, gives (Efron's percentile bootstrap). */
export function bootstrapEstimate(value: number, draw: () => number): Estimate {
  return bootstrapInterval(value, Array.from({ length: resamples }, draw));
}

/** The same for figures that share their draws. */
export function bootstrapInterval(value: number, drawn: readonly number[]): Estimate {
  const sorted = drawn.toSorted((a, b) => a - b);
  const place = (share: number): number => sorted[Math.round(share * (drawn.length - 1))] ?? value;
  return { value, low: Math.min(value, place(0.025)), high: Math.max(value, place(0.975)) };
}

/** Macro-F1 with the interval that resampling the examples gives. */
export function macroF1Estimate({ labels, predicted, classes }: Predictions, random: () => number): Estimate {
  return bootstrapEstimate(macroF1Of(confusionTable({ labels, predicted, classes })), () => {
    const indexes = Int32Array.from(labels, () => Math.floor(random() * labels.length));
    return macroF1Of(confusionTable({ labels: at(labels, indexes), predicted: at(predicted, indexes), classes }));
  });
}

function at(values: Int32Array, indexes: Int32Array): Int32Array {
  return indexes.map((index) => values[index] as number);
}
