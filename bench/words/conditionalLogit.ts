import { solve } from '../acceptance/logisticRegression.js';

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

/**
 * The weights with the least loss (McFadden 1974, "Conditional logit analysis of qualitative choice behavior"), by Newton's method; a step that does not lower
 * the loss is halved.
 */
export function fitConditionalLogit(choices: readonly Choice[]): number[] {
  const width = choices[0]?.options[0]?.length ?? 0;
  let weights = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { gradient, hessian } = derivatives(choices, weights, width);
    const step = solve(hessian, gradient);
    const before = meanLoss(choices, weights);
    const moved = (share: number): number[] => weights.map((weight, i) => weight - share * (step[i] ?? 0));
    let share = 1;
    while (share > 1e-6 && meanLoss(choices, moved(share)) > before) share /= 2;
    weights = moved(share);
    if (before - meanLoss(choices, weights) < 1e-10) break;
  }
  return weights;
}

/** Of the loss: Σ (E[x] − x of the right option), and Σ Cov[x]. */
function derivatives(choices: readonly Choice[], weights: readonly number[], width: number): { gradient: number[]; hessian: number[][] } {
  const gradient = new Array<number>(width).fill(0);
  const hessian = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j): number => (i === j ? 1e-9 : 0)));
  for (const choice of choices) {
    const expected = new Array<number>(width).fill(0);
    const own = chances(choice, weights);
    const weighed = choice.options.map((features, index) => ({ features, chance: own[index] ?? 0 }));
    for (const { features, chance } of weighed) features.forEach((value, i) => (expected[i] = (expected[i] ?? 0) + chance * value));
    choice.options[choice.right]?.forEach((value, i) => (gradient[i] = (gradient[i] ?? 0) + (expected[i] ?? 0) - value));
    for (const { features, chance } of weighed) {
      const away = features.map((value, i) => value - (expected[i] ?? 0));
      for (const [i, line] of hessian.entries()) line.forEach((sum, j) => (line[j] = sum + chance * (away[i] ?? 0) * (away[j] ?? 0)));
    }
  }
  return { gradient, hessian };
}
