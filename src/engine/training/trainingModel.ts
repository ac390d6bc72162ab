import { openOtherGraph } from '../graph/graphCache.js';
import { type AdaptedLayer, factorInput, type LowRankAdapter } from '../graph/blocks/lowRankInputs.js';
import { adaptedLayers, trainable, upperNames } from '../graph/upperGraph.js';
import type { Checkpoint } from '../models/checkpoint.js';
import { openSession, type Outputs, tensorFactory } from '../runtime/session.js';
import { buildTrainingGraph, gradientOutput, type TrainingGraphOptions, trainingNames } from './trainingGraph.js';
import { adapterFeeds, type LowerStates, type Means, stateFeeds, type UpperOptions } from './upperModel.js';

/** The head that reads the features while adapters are trained: scores are features · weightsᵀ + intercepts. */
export interface TrainedScores {
  /** [labels · features] */
  readonly weights: Float32Array;
  /** [labels] */
  readonly intercepts: Float32Array;
}

/** What a batch is to say, by its rows: sequences, or tokens of padded ones. */
export interface BatchTargets {
  /** [rows · labels]: how much each row counts for each label; where a row may have several, 1 for those that it has. */
  readonly targets: Float32Array;
  /** [rows · labels], where a row may have several: how much each decision counts. */
  readonly weights?: Float32Array;
  /** [rows · rows]: how much each row is to be like each other; all zeros where that is not trained. */
  readonly alike?: Float32Array;
}

export interface TrainingStep {
  readonly loss: number;
  /** By the names of the parameters: those of the adapter's factors and of `trainingNames`. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** The upper layers of an encoder with a head, as they are trained. One call is one step, which blocks the process's thread. */
export interface TrainingModel {
  readonly layers: readonly AdaptedLayer[];
  step(batch: readonly LowerStates[], targets: BatchTargets, adapter: LowRankAdapter, head: TrainedScores): Promise<TrainingStep>;
  /** As `UpperModel.features`, where sequences are labelled as a whole. Takes as long as a step. */
  features(batch: readonly LowerStates[], adapter: LowRankAdapter): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** Opens the graph that gives gradients. Fails with `model-unsupported` where the model's layers cannot be trained. */
export async function openTraining(
  checkpoint: Checkpoint,
  options: TrainingGraphOptions,
  { threads, cacheFolder, log }: UpperOptions,
  means: Means = options.unit === 'text' ? ['first', 'mean'] : 'tokens',
): Promise<TrainingModel> {
  const { hiddenSize } = trainable(checkpoint).shape;
  const layers = await adaptedLayers(checkpoint, options.below);
  const session = await openOtherGraph(checkpoint, options, buildTrainingGraph, { folder: cacheFolder, log }, (path) =>
    openSession(path, { device: 'cpu', threads, isFrugal: true }),
  );
  const tensors = await tensorFactory();
  const parameters = [
    ...layers.flatMap(({ name }) => [factorInput(name, 'A'), factorInput(name, 'B')]),
    trainingNames.headWeights,
    trainingNames.headIntercepts,
  ];

  async function run(
    batch: readonly LowerStates[],
    { targets, weights, alike }: BatchTargets,
    adapter: LowRankAdapter,
    head: TrainedScores,
    unwanted: readonly string[],
  ): Promise<Outputs> {
    const labels = head.intercepts.length;
    const rows = targets.length / labels;
    // Where nothing is to be alike, one row is enough for the shape of it; its loss is zero.
    const others = new Float32Array(rows * rows);
    for (let row = 0; row < rows; row++) others[row * rows + row] = notItself;
    const feeds = {
      ...stateFeeds(tensors, batch, hiddenSize, means),
      ...adapterFeeds(tensors, layers, adapter),
      [trainingNames.headWeights]: tensors.float32(head.weights, [labels, head.weights.length / labels]),
      [trainingNames.headIntercepts]: tensors.float32(head.intercepts, [labels]),
      [trainingNames.targets]: tensors.float32(targets, [rows, labels]),
      ...(options.multiLabel && {
        [trainingNames.weights]: tensors.float32(weights ?? new Float32Array(targets.length).fill(1), [rows, labels]),
      }),
      [trainingNames.alike]: tensors.float32(alike ?? new Float32Array(rows * rows), [rows, rows]),
      [trainingNames.others]: tensors.float32(others, [rows, rows]),
    };
    return session.run(feeds, unwanted);
  }

  return {
    layers,
    async step(batch, targets, adapter, head) {
      const outputs = await run(batch, targets, adapter, head, [upperNames.features]);
      const values = (name: string): Float32Array => outputs[name]?.data as Float32Array;
      return {
        loss: values(trainingNames.loss)[0] ?? NaN,
        gradients: new Map(parameters.map((name) => [name, values(gradientOutput(name))])),
      };
    },
    async features(batch, adapter) {
      const columns = options.layers.length * options.poolings * hiddenSize;
      const head = { weights: new Float32Array(columns), intercepts: new Float32Array(1) };
      const outputs = await run(batch, { targets: new Float32Array(batch.length) }, adapter, head, parameters.map(gradientOutput));
      const all = outputs[upperNames.features]?.data as Float32Array;
      const size = all.length / batch.length;
      return batch.map((_, index) => all.slice(index * size, (index + 1) * size));
    },
    dispose: () => session.dispose(),
  };
}

/** Keeps a row from being compared with itself: far below any similarity, and finite. */
const notItself = -1e30;
