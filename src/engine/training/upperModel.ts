import { maxOf } from '../../common/extremes.js';
import { openOtherGraph } from '../graph/graphCache.js';
import { type AdaptedLayer, factorInput, type LowRankAdapter, lowRankScale } from '../graph/blocks/lowRankInputs.js';
import { hiddenScore } from '../graph/blocks/encoderAttention.js';
import { adaptedLayers, buildUpperGraph, trainable, upperNames } from '../graph/upperGraph.js';
import type { Checkpoint } from '../models/checkpoint.js';
import type { Log } from '../log.js';
import { openSession, type Feeds, type Tensor, type TensorFactory, tensorFactory } from '../runtime/session.js';

/** Where graphs are kept, and how many threads run them. */
export interface UpperOptions {
  readonly threads: number;
  readonly cacheFolder: string;
  readonly log?: Log | undefined;
}

/** The states of a sequence below the upper layers, [tokens · hidden]. */
export type LowerStates = Float32Array;

/** The upper layers of an encoder, which read what the lower ones made of a text, with any adapter. */
export interface UpperModel {
  readonly layers: readonly AdaptedLayer[];
  /**
   * Means over the tokens of each sequence, [layers · means · hidden]: of the first token, of all or of one, for each of the upper layers. One call
   * is one step.
   */
  features(batch: readonly LowerStates[], means: Exclude<Means, 'tokens'>, adapter: LowRankAdapter): Promise<Float32Array[]>;
  /** The rows of all tokens in each of the upper layers: [layers · tokens · hidden] for each sequence. */
  tokenRows(batch: readonly LowerStates[], adapter: LowRankAdapter): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** Opens the layers above the first `below` ones. Fails with `model-unsupported` where the model's layers cannot be written by themselves. */
export async function openUpper(checkpoint: Checkpoint, below: number, { threads, cacheFolder, log }: UpperOptions): Promise<UpperModel> {
  const { hiddenSize } = trainable(checkpoint).shape;
  const layers = await adaptedLayers(checkpoint, below);
  const session = await openOtherGraph(
    checkpoint,
    { kind: 'upper', below } as const,
    buildUpperGraph,
    { folder: cacheFolder, log },
    (path) => openSession(path, { device: 'cpu', threads, isFrugal: true }),
  );
  const tensors = await tensorFactory();

  async function rows(batch: readonly LowerStates[], means: Means, adapter: LowRankAdapter): Promise<Float32Array> {
    const feeds = { ...stateFeeds(tensors, batch, hiddenSize, means), ...adapterFeeds(tensors, layers, adapter) };
    return (await session.run(feeds))[upperNames.features]?.data as Float32Array;
  }

  return {
    layers,
    async features(batch, means, adapter) {
      const all = await rows(batch, means, adapter);
      const size = all.length / batch.length;
      return batch.map((_, index) => all.slice(index * size, (index + 1) * size));
    },
    async tokenRows(batch, adapter) {
      const all = await rows(batch, 'tokens', adapter);
      const widest = maxOf(batch.map(({ length }) => length));
      const count = all.length / batch.length / widest;
      return batch.map((states, index) => {
        const result = new Float32Array(count * states.length);
        for (let layer = 0; layer < count; layer++) {
          const from = (index * count + layer) * widest;
          result.set(all.subarray(from, from + states.length), layer * states.length);
        }
        return result;
      });
    },
    dispose: () => session.dispose(),
  };
}

/** What means are made of: the first token, all of them, the one at a place counted back from the last (0), or each by itself. */
export type Means = readonly ('first' | 'mean' | number)[] | 'tokens';

/** The feeds of a batch of sequences, padded on the right. */
export function stateFeeds(
  tensors: TensorFactory,
  batch: readonly LowerStates[],
  hiddenSize: number,
  means: Means,
): Record<string, Tensor> {
  const lengths = batch.map((states) => states.length / hiddenSize);
  const width = maxOf(lengths);
  const states = new Float32Array(batch.length * width * hiddenSize);
  const mask = new Float32Array(batch.length * width);
  const count = means === 'tokens' ? width : means.length;
  const weights = new Float32Array(batch.length * count * width);
  batch.forEach((sequence, row) => {
    const length = lengths[row] ?? 0;
    states.set(sequence, row * width * hiddenSize);
    mask.fill(hiddenScore, row * width + length, (row + 1) * width);
    for (let mean = 0; mean < count; mean++) {
      const start = (row * count + mean) * width;
      const of = means === 'tokens' ? length - 1 - mean : means[mean];
      if (typeof of !== 'number') weights.fill(of === 'first' ? 0 : 1 / length, start, start + length);
      if (of === 'first') weights[start] = 1;
      if (typeof of === 'number' && of >= 0 && of < length) weights[start + length - 1 - of] = 1;
    }
  });
  return {
    [upperNames.states]: tensors.float32(states, [batch.length, width, hiddenSize]),
    [upperNames.mask]: tensors.float32(mask, [batch.length, 1, 1, width]),
    [upperNames.means]: tensors.float32(weights, [batch.length, count, width]),
  };
}

/** The feeds of an adapter; layers that it does not change get one of zeros. */
export function adapterFeeds(tensors: TensorFactory, layers: readonly AdaptedLayer[], { scale, factors }: LowRankAdapter): Feeds {
  const feeds: Record<string, Tensor> = { [lowRankScale]: tensors.float32(Float32Array.of(scale), []) };
  for (const { name, rows, columns } of layers) {
    const [a, b] = [factors.get(factorInput(name, 'A')), factors.get(factorInput(name, 'B'))];
    const isChanged = a !== undefined && b !== undefined;
    feeds[factorInput(name, 'A')] = isChanged
      ? tensors.float32(a.values, a.shape)
      : tensors.float32(new Float32Array(columns), [1, columns]);
    feeds[factorInput(name, 'B')] = isChanged ? tensors.float32(b.values, b.shape) : tensors.float32(new Float32Array(rows), [rows, 1]);
  }
  return feeds;
}
