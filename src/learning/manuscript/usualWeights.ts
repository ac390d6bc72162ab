import type { BlendWeights } from './blendWeights.js';
import fitted from './usualWeights.json' with { type: 'json' };

/** What the weights of a writer start from: those of novels, documentation and textbooks of the corpus, each half of which was learned (`bench/fit-learned.ts`). */
export const usualWeights: BlendWeights = fitted;
