import { sigmoid } from '../../common/sigmoid.js';
/** What became of a suggestion that the writer could see: at least its first word was taken, or none of it. */
export type Outcome = 'taken' | 'left';

/** How far one outcome moves the bias, in log-odds. Some thirty surprises in one direction reach the bound. */
const step = 0.1;

/** The bias moves a chance of 0.3 to between 0.09 and 0.66: learning shifts a quietness, it does not replace it. */
const bound = 1.5;

/**
 * Corrects the engine's estimate of acceptance by what one writer took and left in one workspace: a single number added
 * to the log-odds of each estimate, moved after each outcome by how far the estimate was off (online logistic
 * regression of an intercept).
 */
export class AcceptanceBias {
  #bias: number;

  /** Starts from what `value` gave at an earlier time. */
  constructor(bias = 0) {
    this.#bias = clamp(Number.isFinite(bias) ? bias : 0);
  }

  get value(): number {
    return this.#bias;
  }

  /** The chance, 0 to 1, as it is for this writer. */
  readonly correct = (chance: number): number => {
    const odds = Math.log(clampChance(chance) / (1 - clampChance(chance)));
    return sigmoid(odds + this.#bias);
  };

  /** Learns from an outcome. `chance` is the engine's estimate, not corrected. */
  learn(chance: number, outcome: Outcome): void {
    this.#bias = clamp(this.#bias + step * ((outcome === 'taken' ? 1 : 0) - this.correct(chance)));
  }

  forget(): void {
    this.#bias = 0;
  }
}

function clamp(bias: number): number {
  return Math.min(bound, Math.max(-bound, bias));
}

/** Chances of exactly 0 and 1 have no odds. */
function clampChance(chance: number): number {
  return Math.min(1 - 1e-6, Math.max(1e-6, chance));
}
