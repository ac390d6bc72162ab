import type { EncoderLease } from '../loadedEncoder.js';
import type { CausalLease } from '../loadedModel.js';
import type { FeatureStore } from './vectors/featureStore.js';
import type { ClassifierLease } from './loadedClassifier.js';

/** How work gets its turn on each model, and where features are kept. */
export interface ClassifierModels {
  readonly encoder: EncoderLease;
  readonly causal: CausalLease;
  /** For a checkpoint by its name or path. */
  readonly checkpoint: (model: string) => ClassifierLease;
  readonly features: FeatureStore;
}
