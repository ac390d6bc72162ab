import type { SentenceDense } from '../../models/sentenceModules.js';

/** activation(W · vector + bias). */
export function throughLayer(vector: Float32Array, { weight, bias, activation }: SentenceDense): Float32Array {
  const columns = vector.length;
  return bias.map((start, row) => {
    let sum = start;
    for (let i = 0; i < columns; i++) sum += (weight[row * columns + i] as number) * (vector[i] as number);
    return activation === 'tanh' ? Math.tanh(sum) : sum;
  });
}
