import type { Parameters } from './adamW.js';

/**
 * Makes gradients shorter in place, all together, where they are longer than `longest` (Pascanu et al. 2013, https://arxiv.org/abs/1211.5063).
 * Returns how long they were; no finite number where one of them is none.
 */
export function clipGradients(gradients: Parameters, longest: number): number {
  let squares = 0;
  for (const values of gradients.values()) for (const value of values) squares += value * value;
  const length = Math.sqrt(squares);
  if (length <= longest || !Number.isFinite(length)) return length;
  for (const values of gradients.values()) for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * (longest / length);
  return length;
}
