/** Numbers that are trained, by their names. */
export type Parameters = ReadonlyMap<string, Float32Array>;

/** How far numbers may move in a step, and how much of their size they lose. */
export interface AdamWStep {
  /** How far a number moves where its gradient is always the same. */
  readonly rate: number;
  /** The share of a number that is taken off it, times the rate. */
  readonly decay: number;
}

const [firstDecay, secondDecay, smallest] = [0.9, 0.999, 1e-8];

/**
 * Adam with the decay of weights by itself (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101): each number moves by the mean of
 * its gradients over the root of their mean square.
 */
export class AdamW {
  #steps = 0;
  readonly #first: Parameters;
  readonly #second: Parameters;

  constructor(private readonly parameters: Parameters) {
    const zeros = (): Parameters => new Map([...parameters].map(([name, values]) => [name, new Float32Array(values.length)]));
    this.#first = zeros();
    this.#second = zeros();
  }

  /** How many steps were taken, and the means of gradients and of their squares: with the parameters all that another run needs to go on. */
  get state(): AdamWState {
    return { steps: this.#steps, first: this.#first, second: this.#second };
  }

  /** Goes on from where another run was. */
  restore({ steps, first, second }: AdamWState): void {
    this.#steps = steps;
    for (const [name, values] of this.#first) values.set(first.get(name) ?? []);
    for (const [name, values] of this.#second) values.set(second.get(name) ?? []);
  }

  /** Moves the parameters; those without a gradient stay. `stepOf` says how far those of a name may go. */
  step(gradients: Parameters, stepOf: (name: string) => AdamWStep): void {
    this.#steps++;
    const firstShare = 1 - firstDecay ** this.#steps;
    const secondShare = 1 - secondDecay ** this.#steps;
    for (const [name, values] of this.parameters) {
      const gradient = gradients.get(name);
      if (gradient === undefined) continue;
      const { rate, decay } = stepOf(name);
      const [first, second] = [this.#first.get(name) as Float32Array, this.#second.get(name) as Float32Array];
      for (let i = 0; i < values.length; i++) {
        const slope = gradient[i] as number;
        const mean = firstDecay * (first[i] as number) + (1 - firstDecay) * slope;
        const square = secondDecay * (second[i] as number) + (1 - secondDecay) * slope * slope;
        first[i] = mean;
        second[i] = square;
        const value = values[i] as number;
        values[i] = value - rate * (mean / firstShare / (Math.sqrt(square / secondShare) + smallest) + decay * value);
      }
    }
  }
}

export interface AdamWState {
  readonly steps: number;
  readonly first: Parameters;
  readonly second: Parameters;
}
