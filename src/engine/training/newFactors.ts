import type { Random } from '../decode/seededRandom.js';
import { type AdaptedLayer, type FactorTensor, factorInput } from '../graph/blocks/lowRankInputs.js';

/** Factors to begin with, by the names of their inputs. A is random and B zero, so that an adapter begins with changing nothing; A as PEFT draws it (He et al. 2015, with the slope √5). */
export function newFactors(layers: readonly AdaptedLayer[], rank: number, random: Random): Map<string, FactorTensor> {
  const factors = new Map<string, FactorTensor>();
  for (const { name, rows, columns } of layers) {
    const bound = 1 / Math.sqrt(columns);
    const values = Float32Array.from({ length: rank * columns }, () => bound * (2 * random() - 1));
    factors.set(factorInput(name, 'A'), { shape: [rank, columns], values });
    factors.set(factorInput(name, 'B'), { shape: [rows, rank], values: new Float32Array(rows * rank) });
  }
  return factors;
}
