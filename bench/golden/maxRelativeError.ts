/**
 * The largest difference between two lists of arrays, relative to the largest absolute value of the reference. NaN or an infinity where
 * the reference has none, and a missing value, count as an infinite error.
 */
export function maxRelativeError(reference: readonly Float32Array[], actual: readonly Float32Array[]): number {
  let largest = 0;
  let difference = 0;
  for (const [index, expected] of reference.entries()) {
    const found = actual[index];
    if (found?.length !== expected.length) return Infinity;
    for (const [place, value] of expected.entries()) {
      largest = Math.max(largest, Math.abs(value));
      const error = Math.abs((found[place] ?? NaN) - value);
      difference = Number.isNaN(error) ? Infinity : Math.max(difference, error);
    }
  }
  return difference === 0 ? 0 : difference / largest;
}
