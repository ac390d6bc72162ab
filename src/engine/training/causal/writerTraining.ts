import { openOtherGraph } from '../../graph/graphCache.js';
import { type AdaptedLayer, factorInput, type LowRankAdapter } from '../../graph/blocks/lowRankInputs.js';
import type { Checkpoint } from '../../models/checkpoint.js';
import { openSession, tensorFactory } from '../../runtime/session.js';
import type { Token } from '../../tokenizer/token.js';
import { gradientOutput } from '../trainingGraph.js';
import type { TrainingStep } from '../trainingModel.js';
import { adapterFeeds, type LowerStates, type UpperOptions } from '../upperModel.js';
import { buildWriterTraining, writerLayers, writerTrainingNames as names } from './writerTrainingGraph.js';

/** A passage as the layers that are trained get it. */
export interface Passage {
  readonly tokens: readonly Token[];
  /** What the layers below make of it, [tokens · hidden]. */
  readonly states: LowerStates;
}

/** The upper layers of a causal model, as they are trained to write as a writer does. */
export interface WriterTraining {
  readonly layers: readonly AdaptedLayer[];
  /** The mean loss of a passage's tokens but the first, and its gradients. Blocks the process's thread. */
  step(passage: Passage, adapter: LowRankAdapter): Promise<TrainingStep>;
  dispose(): Promise<void>;
}

/** Opens the graph that gives gradients. Fails with `model-unsupported` where the model's layers cannot be trained. */
export async function openWriterTraining(
  checkpoint: Checkpoint,
  below: number,
  { threads, cacheFolder, log }: UpperOptions,
): Promise<WriterTraining> {
  const layers = await writerLayers(checkpoint, below);
  const options = { kind: 'writer-training', below } as const;
  const session = await openOtherGraph(checkpoint, options, buildWriterTraining, { folder: cacheFolder, log }, (path) =>
    openSession(path, { device: 'cpu', threads, isFrugal: true }),
  );
  const tensors = await tensorFactory();
  const parameters = layers.flatMap(({ name }) => [factorInput(name, 'A'), factorInput(name, 'B')]);
  return {
    layers,
    async step({ tokens, states }, adapter) {
      const { length } = tokens;
      const places = [...Array(length).keys()];
      const outputs = await session.run({
        ...adapterFeeds(tensors, layers, adapter),
        [names.states]: tensors.float32(states, [1, length, states.length / length]),
        [names.positions]: tensors.int64(places, [1, length]),
        [names.mask]: tensors.float32(new Float32Array(length), [1, 1, 1, length]),
        [names.rows]: tensors.int64(places.slice(0, -1), [length - 1]),
        [names.targets]: tensors.int64(tokens.slice(1), [length - 1, 1]),
      });
      const values = (name: string): Float32Array => outputs[name]?.data as Float32Array;
      return {
        loss: values(names.loss)[0] ?? NaN,
        gradients: new Map(parameters.map((name) => [name, values(gradientOutput(name))])),
      };
    },
    dispose: () => session.dispose(),
  };
}
