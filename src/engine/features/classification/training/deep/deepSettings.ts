import { minOf } from '../../../../../common/extremes.js';

/** How the upper layers of a model are trained. */
export interface DeepSettings {
  /** How many layers below stay as they are. */
  readonly below: number;
  readonly rank: number;
  /** What the product of an adapter's factors is multiplied by. */
  readonly scale: number;
  readonly rate: number;
  /** How many times each example is seen while texts of one label are made alike, and then while labels are learned. */
  readonly contrastEpochs: number;
  readonly epochs: number;
}

/** What is the same in each training. */
export const deepRecipe = {
  /** Tokens of an example that layers are trained with; features are of the whole text nevertheless. */
  maxTokens: 128,
  batchSize: 16,
  /** The head begins where it is good already, so that it moves more slowly than adapters that begin with nothing. */
  headFactor: 0.1,
  warmUp: 0.1,
  decay: 0.01,
  longestGradient: 1,
} as const;

/** Layers that are trained, of those that a model has: the topmost ones. */
const trainedLayers = 6;

/**
 * Up to so many examples of the rarest label, texts of one label are made alike first; not where a gap is read, whose rows say already what
 * the names of labels mean, and would forget it.
 */
const fewExamples = 50;

/** Examples that are seen in all at least, so that a few are seen often, as far as `maxEpochs`. */
const seenAtLeast = 1000;
const [minEpochs, maxEpochs] = [3, 15];

const largeSet = 1000;

/**
 * Settings for a number of examples. Usual values for adapters; how many layers learn was tried on rows of a training table.
 * @param counts examples of each label
 * @param readsGap whether the head reads a gap after each text
 */
export function deepSettings(examples: number, counts: readonly number[], layers: number, readsGap: boolean): DeepSettings {
  const epochs = Math.max(minEpochs, Math.min(maxEpochs, Math.round(seenAtLeast / examples)));
  return {
    below: Math.max(0, layers - trainedLayers),
    rank: 8,
    scale: 2,
    rate: 1e-3,
    contrastEpochs: !readsGap && minOf(counts) <= fewExamples ? Math.ceil(epochs / 2) : 0,
    epochs,
  };
}

/** Into how many parts examples are dealt: few, because each is held out in a training of its own. */
export function foldsFor(examples: number): number {
  return examples > largeSet ? 2 : 3;
}
