/** The logarithm of the sum of exponentials, exact for large values too. */
export function logSumExp(values: ArrayLike<number>, from = 0, to = values.length): number {
  let largest = -Infinity;
  for (let i = from; i < to; i++) largest = Math.max(largest, values[i] as number);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp((values[i] as number) - largest);
  return largest + Math.log(sum);
}

/** Probabilities of classes from their scores, which are divided by the temperature first. */
export function softmax(scores: ArrayLike<number>, temperature = 1): number[] {
  const scaled = Array.from(scores, (score) => score / temperature);
  const total = logSumExp(scaled);
  return scaled.map((score) => Math.exp(score - total));
}

/** The index of the largest value; the first of equals. */
export function largestIndex(values: ArrayLike<number>, from = 0, to = values.length): number {
  let best = from;
  for (let i = from + 1; i < to; i++) if ((values[i] as number) > (values[best] as number)) best = i;
  return best - from;
}
