import { seededRandom } from '../../../../decode/seededRandom.js';
import { deepRecipe } from './deepSettings.js';
import { shuffled } from '../../../../../learning/validation/folds.js';

/** Tokens that are in memory at a time, padding included, with all that their gradients need. */
const tokensAtOnce = 384;

/** How many steps it takes to see each of so many examples once. */
export function stepsOfEpoch(examples: number): number {
  return Math.ceil(examples / deepRecipe.batchSize);
}

/** The examples of a step: each epoch has its own order, which depends on nothing but the seed. */
export function examplesOfStep(indexes: readonly number[], step: number, seed: number): number[] {
  const steps = stepsOfEpoch(indexes.length);
  const order = shuffled(indexes, seededRandom(seed + 7919 * Math.floor(step / steps)));
  const from = (step % steps) * deepRecipe.batchSize;
  return order.slice(from, from + deepRecipe.batchSize);
}

/** Puts examples of similar lengths together, each part small enough for the memory. */
export function inParts(examples: readonly number[], lengthOf: (example: number) => number, most = tokensAtOnce): number[][] {
  const parts: number[][] = [];
  for (const example of [...examples].sort((a, b) => lengthOf(b) - lengthOf(a))) {
    const part = parts.at(-1);
    // The first is the longest, and the others are padded to its length.
    if (part !== undefined && (part.length + 1) * lengthOf(part[0] as number) <= most) part.push(example);
    else parts.push([example]);
  }
  return parts;
}
