/** How the upper layers of a causal model are trained on a writer's texts. */
export interface WriterAdapterSettings {
  /** How many layers below stay as they are. */
  readonly below: number;
  readonly rank: number;
  /** What the product of an adapter's factors is multiplied by. */
  readonly scale: number;
  readonly rate: number;
  readonly steps: number;
}

/** Layers that are trained, of those that a model has: the topmost ones. */
const trainedLayers = 8;

/** Passages that a step learns from. Of one each, the same text teaches more than of four at twice the rate, for the same time. */
export const passagesOfStep = 1;

/** How many times each passage is seen, as far as `maxSteps`. */
const epochs = 3;
const maxSteps = 1600;

/** Settings for a number of passages. */
export function adapterSettings(passages: number, layers: number): WriterAdapterSettings {
  return {
    below: Math.max(0, layers - trainedLayers),
    rank: 8,
    scale: 2,
    rate: 5e-4,
    steps: Math.min(maxSteps, epochs * Math.ceil(passages / passagesOfStep)),
  };
}

/** By how much bits per byte of held-out text have to fall, for an adapter to be used. */
export const leastGain = 0.01;
