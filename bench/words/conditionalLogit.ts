import { minimise } from '../../src/learning/linear/lbfgs.js';

/** Options of which one was right, each with its features. */
export interface Choice {
  readonly options: readonly (readonly number[])[];
  readonly right: number;
}

/** The chance of each option: softmax of Σ weight · feature. */
export function chances({ options }: Choice, weights: readonly number[]): number[] {
  const scores = options.map((features) => features.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0));
  const most = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - most));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

/** The mean of −log p of the right options, in nats. */
export function meanLoss(choices: readonly Choice[], weights: readonly number[]): number {
  return choices.reduce((sum, choice) => sum - Math.log(chances(choice, weights)[choice.right] ?? 0), 0) / choices.length;
}

/** The weights with the least loss (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"). */
export async function fitConditionalLogit(choices: readonly Choice[]): Promise<number[]> {
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    const weights = Array.from(point);
    gradient.set(slopes(choices, weights));
    return choices.length * meanLoss(choices, weights);
  };
  const start = new Float64Array(choices[0]?.options[0]?.length ?? 0);
  return Array.from(await minimise(objective, start, { tolerance: 1e-9 * choices.length, maxSteps: 500 }));
}

/** The derivative of the loss of all choices: Σ (E[x] − x of the right option). */
function slopes(choices: readonly Choice[], weights: readonly number[]): number[] {
  const result = weights.map(() => 0);
  for (const choice of choices) {
    const means = expected(choice, chances(choice, weights));
    means.forEach((mean, i) => (result[i] = (result[i] ?? 0) + mean - (choice.options[choice.right]?.[i] ?? 0)));
  }
  return result;
}

/** The mean of each feature over the options, by their chances. */
function expected({ options }: Choice, own: readonly number[]): number[] {
  return (options[0] ?? []).map((_, i) => options.reduce((sum, features, index) => sum + (own[index] ?? 0) * (features[i] ?? 0), 0));
}
