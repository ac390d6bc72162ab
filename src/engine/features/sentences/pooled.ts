import type { SentencePooling } from '../../models/sentenceModules.js';

/**
 * Rows of a text's tokens, [tokens · size], as one row for each way of pooling, side by side.
 * Source: `Pooling` in sentence-transformers.
 * @param skipped how many tokens at the start do not count, but for the first token's own row
 */
export function pooled(states: Float32Array, size: number, ways: readonly SentencePooling[], skipped = 0): Float32Array {
  const result = new Float32Array(ways.length * size);
  const tokens = states.length / size;
  ways.forEach((way, at) => {
    const row = result.subarray(at * size, (at + 1) * size);
    if (way === 'cls') row.set(states.subarray(0, size));
    else if (way === 'lasttoken') row.set(states.subarray((tokens - 1) * size));
    else if (way === 'max') largest(row, states, size, skipped);
    else weighted(row, states, size, skipped, weightsOf[way]);
  });
  return result;
}

type Weights = (index: number, count: number) => number;

/** What each of the counted tokens weighs, from 0; `index` is its place in the whole sequence. */
const weightsOf: Readonly<Record<'mean' | 'mean_sqrt_len_tokens' | 'weightedmean', Weights>> = {
  mean: (_, count) => 1 / count,
  mean_sqrt_len_tokens: (_, count) => 1 / Math.sqrt(count),
  weightedmean: (index) => index + 1,
};

function weighted(row: Float32Array, states: Float32Array, size: number, skipped: number, weights: Weights): void {
  const tokens = states.length / size;
  const count = tokens - skipped;
  // Weights that grow along the text are scaled to sum to 1.
  const total = weights === weightsOf.weightedmean ? ((tokens - skipped) * (tokens + skipped + 1)) / 2 : 1;
  for (let token = skipped; token < tokens; token++) {
    const weight = weights(token, count) / total;
    for (let i = 0; i < size; i++) row[i] = (row[i] as number) + weight * (states[token * size + i] as number);
  }
}

function largest(row: Float32Array, states: Float32Array, size: number, skipped: number): void {
  row.fill(-Infinity);
  for (let at = skipped * size; at < states.length; at++) {
    const value = states[at] as number;
    if (value > (row[at % size] as number)) row[at % size] = value;
  }
}
