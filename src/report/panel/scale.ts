import { maxOf } from '../../common/extremes.js';
/** Where bars may end, so that they keep their lengths from one place to the next and small values can still be told apart. */
const probabilityScales = [0.1, 0.25, 0.5, 1];

/** The probability at which bars end that show these probabilities. */
export function probabilityScale(probabilities: readonly number[]): number {
  const largest = maxOf(probabilities, 0);
  return probabilityScales.find((scale) => scale >= largest) ?? 1;
}
