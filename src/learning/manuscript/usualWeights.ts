import { type BlendWeights, weightCount } from './blendWeights.js';

/** What the weights of a writer start from. */
export const usualWeights: BlendWeights = Array<number>(weightCount).fill(0.1);
