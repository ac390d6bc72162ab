import type { RunOnEncoder } from '../loadedEncoder.js';
import type { RunOnModel } from '../loadedModel.js';
import type { FeatureStore } from './featureStore.js';
import type { RunOnClassifier } from './loadedClassifier.js';

/** How work gets its turn on each model, and where features are kept. */
export interface ClassifierModels {
  readonly onEncoder: RunOnEncoder;
  readonly onCausal: RunOnModel;
  /** For a checkpoint by its name or path. */
  readonly onCheckpoint: (model: string) => RunOnClassifier;
  readonly features: FeatureStore;
}
