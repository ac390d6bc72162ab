import type { LowRankAdapter } from '../../../../graph/blocks/lowRankInputs.js';
import { seededRandom } from '../../../../decode/seededRandom.js';
import { newFactors } from '../../../../training/newFactors.js';
import { train } from '../../../../training/trainLoop.js';
import { trainingNames } from '../../../../training/trainingGraph.js';
import type { TrainedScores, TrainingModel, TrainingStep } from '../../../../training/trainingModel.js';
import type { TrainingStore } from '../../../../training/trainingStore.js';
import type { LowerStates } from '../../../../training/upperModel.js';
import { alikeTargets, type LabelMatrix, labelTargets } from './adapterTargets.js';
import { deepRecipe, type DeepSettings } from './deepSettings.js';
import { examplesOfStep, inParts, stepsOfEpoch } from './trainingBatches.js';

export interface AdapterTask {
  readonly training: TrainingModel;
  /** Waits for a turn on the device. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  /** The lower layers' states of an example, and how many tokens it has. */
  readonly states: (examples: readonly number[]) => Promise<LowerStates[]>;
  readonly lengthOf: (example: number) => number;
  /** What is learned from. */
  readonly indexes: readonly number[];
  readonly labels: LabelMatrix;
  /** Where the head begins; it is the caller's no longer. */
  readonly head: TrainedScores;
  readonly settings: DeepSettings;
  readonly seed: number;
  readonly store?: TrainingStore | undefined;
  readonly report: (done: number, loss: number) => void;
}

export interface TrainedAdapter {
  readonly adapter: LowRankAdapter;
  readonly steps: number;
  /** Whether training was given up because a loss was no number. */
  readonly diverged: boolean;
}

/** How many steps such a training takes. */
export function stepsOf({ contrastEpochs, epochs }: DeepSettings, examples: number): number {
  return (contrastEpochs + epochs) * stepsOfEpoch(examples);
}

/** Trains an adapter together with a head; for few examples it first makes texts of one label alike. Rejects with `cancelled` within a step. */
export async function trainAdapter(task: AdapterTask): Promise<TrainedAdapter> {
  const { training, labels, head, indexes, settings, seed, store } = task;
  const factors = newFactors(training.layers, settings.rank, seededRandom(seed));
  const adapter: LowRankAdapter = { scale: settings.scale, factors };
  const parameters = new Map([...factors].map(([name, { values }]) => [name, values]));
  parameters.set(trainingNames.headWeights, head.weights).set(trainingNames.headIntercepts, head.intercepts);
  const contrastSteps = settings.contrastEpochs * stepsOfEpoch(indexes.length);

  async function part(examples: readonly number[], isContrast: boolean, share: number): Promise<TrainingStep> {
    const states = await task.states(examples);
    const targets = (isContrast ? alikeTargets : labelTargets)(labels, examples, share);
    return task.turn(() => training.step(states, targets, adapter, head));
  }

  const end = await train({
    ...deepRecipe,
    parameters,
    steps: stepsOf(settings, indexes.length),
    rate: settings.rate,
    rateFactor: (name) => (name === trainingNames.headWeights || name === trainingNames.headIntercepts ? deepRecipe.headFactor : 1),
    async step(at) {
      const examples = examplesOfStep(indexes, at, seed);
      const isContrast = at < contrastSteps;
      const steps: TrainingStep[] = [];
      for (const each of inParts(examples, task.lengthOf)) steps.push(await part(each, isContrast, 1 / examples.length));
      return sumOf(steps);
    },
    store,
    report: task.report,
  });
  return { adapter, steps: end.steps, diverged: end.diverged };
}

/** The sum of the parts of a step. */
function sumOf([first, ...others]: readonly TrainingStep[]): TrainingStep {
  const gradients = first?.gradients ?? new Map<string, Float32Array>();
  let loss = first?.loss ?? 0;
  for (const other of others) {
    loss += other.loss;
    for (const [name, sum] of gradients) {
      const values = other.gradients.get(name) ?? new Float32Array();
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (values[i] as number);
    }
  }
  return { loss, gradients };
}
