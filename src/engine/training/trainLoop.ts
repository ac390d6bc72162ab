import { AdamW, type Parameters } from '../../learning/gradientDescent/adamW.js';
import { clipGradients } from '../../learning/gradientDescent/clipGradients.js';
import { rateShare } from '../../learning/gradientDescent/learningRate.js';
import type { TrainingStep } from './trainingModel.js';
import type { TrainingStore } from './trainingStore.js';

export interface LoopSettings {
  readonly steps: number;
  /** The learning rate of most parameters, at its highest. */
  readonly rate: number;
  /** The share of the steps in which the rate rises. */
  readonly warmUp: number;
  readonly decay: number;
  /** Gradients are made shorter than this. */
  readonly longestGradient: number;
}

export interface TrainingRun extends LoopSettings {
  /** What is trained; changed in place. */
  readonly parameters: Parameters;
  /** How much faster or slower than the others the parameters of a name learn. */
  readonly rateFactor: (name: string) => number;
  /** The loss of a step and its gradients, which are the caller's to change. It depends on nothing but the step's number and the parameters. */
  readonly step: (at: number) => Promise<TrainingStep>;
  /** Where the state is kept in between, so that a run that was ended goes on. */
  readonly store?: TrainingStore | undefined;
  /** Told after each step. */
  readonly report: (done: number, loss: number) => void;
}

export interface TrainingEnd {
  /** How many steps were taken. */
  readonly steps: number;
  /** Whether it was given up because a loss or a gradient was no number; the parameters are the last good ones. */
  readonly diverged: boolean;
  /** The loss of each step of this run. */
  readonly losses: readonly number[];
}

/**
 * Trains parameters: AdamW with warm-up and a cosine, gradients clipped. What the loss is of lies in `step` alone. Rejects as `step` does,
 * and leaves the state in the store then.
 */
export async function train(run: TrainingRun): Promise<TrainingEnd> {
  const { parameters, steps, rate, warmUp, decay, longestGradient, rateFactor, store } = run;
  const optimizer = new AdamW(parameters);
  await store?.load(parameters, optimizer);
  const good = new Map([...parameters].map(([name, values]) => [name, values.slice()]));
  const losses: number[] = [];
  for (let at = optimizer.state.steps; at < steps; at++) {
    const { loss, gradients } = await run.step(at);
    const length = clipGradients(gradients, longestGradient);
    if (!Number.isFinite(loss) || !Number.isFinite(length)) {
      for (const [name, values] of parameters) values.set(good.get(name) ?? []);
      return { steps: at, diverged: true, losses };
    }
    for (const [name, values] of good) values.set(parameters.get(name) ?? []);
    const share = rate * rateShare(at, steps, warmUp);
    optimizer.step(gradients, (name) => ({ rate: share * rateFactor(name), decay }));
    losses.push(loss);
    run.report(at + 1, loss);
    await store?.keep(parameters, optimizer, at + 1 === steps);
  }
  return { steps, diverged: false, losses };
}
