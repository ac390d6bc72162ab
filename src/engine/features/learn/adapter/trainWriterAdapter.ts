import { shuffled } from '../../../../learning/validation/folds.js';
import { seededRandom } from '../../../decode/seededRandom.js';
import type { LowRankAdapter } from '../../../graph/blocks/lowRankInputs.js';
import type { Token } from '../../../tokenizer/token.js';
import type { WriterTraining } from '../../../training/causal/writerTraining.js';
import { newFactors } from '../../../training/newFactors.js';
import { train, type TrainingEnd } from '../../../training/trainLoop.js';
import type { TrainingStep } from '../../../training/trainingModel.js';
import type { TrainingStore } from '../../../training/trainingStore.js';
import type { LowerStates } from '../../../training/upperModel.js';
import { passagesOfStep, type WriterAdapterSettings } from './adapterSettings.js';

export interface WriterAdapterTask {
  readonly training: WriterTraining;
  /** Waits for a turn on the device. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly passages: readonly (readonly Token[])[];
  /** What the lower layers make of a passage. */
  readonly states: (passage: number) => Promise<LowerStates>;
  readonly settings: WriterAdapterSettings;
  readonly seed: number;
  readonly store?: TrainingStore | undefined;
  readonly report: (done: number, loss: number) => void;
}

const loop = { warmUp: 0.1, decay: 0.01, longestGradient: 1 };

/** Trains an adapter on the next tokens of passages. Rejects with `cancelled` within a passage. */
export async function trainWriterAdapter(task: WriterAdapterTask): Promise<TrainingEnd & { readonly adapter: LowRankAdapter }> {
  const { training, passages, settings, seed, store } = task;
  const factors = newFactors(training.layers, settings.rank, seededRandom(seed));
  const adapter: LowRankAdapter = { scale: settings.scale, factors };
  const end = await train({
    ...loop,
    parameters: new Map([...factors].map(([name, { values }]) => [name, values])),
    steps: settings.steps,
    rate: settings.rate,
    rateFactor: () => 1,
    async step(at) {
      const chosen = passagesOf(at, passages.length, seed);
      const tokens = chosen.reduce((sum, passage) => sum + (passages[passage] ?? []).length - 1, 0);
      const gradients = new Map<string, Float32Array>();
      let loss = 0;
      // One after the other, so that a completion waits for one of them at most.
      for (const passage of chosen) {
        const own = passages[passage] ?? [];
        const given = { tokens: own, states: await task.states(passage) };
        const step = await task.turn(() => training.step(given, adapter));
        const share = (own.length - 1) / tokens;
        loss += share * step.loss;
        addTo(gradients, step, share);
      }
      return { loss, gradients };
    },
    store,
    report: task.report,
  });
  return { ...end, adapter };
}

/** The passages of a step: each epoch has its own order, which depends on nothing but the seed. */
function passagesOf(step: number, count: number, seed: number): number[] {
  const steps = Math.ceil(count / passagesOfStep);
  const order = shuffled([...Array(count).keys()], seededRandom(seed + 7919 * Math.floor(step / steps)));
  const from = (step % steps) * passagesOfStep;
  return order.slice(from, from + passagesOfStep);
}

function addTo(sums: Map<string, Float32Array>, { gradients }: TrainingStep, share: number): void {
  for (const [name, values] of gradients) {
    const sum = sums.get(name) ?? new Float32Array(values.length);
    for (let i = 0; i < values.length; i++) sum[i] = (sum[i] as number) + share * (values[i] as number);
    sums.set(name, sum);
  }
}
