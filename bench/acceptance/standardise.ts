import type { LogisticModel, Observation } from './logisticRegression.js';

/** Centres and scales of the features. */
export interface Scales {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

/** A feature that never varies gets the deviation 1, so that it stays zero. */
export function scalesOf(data: readonly Observation[]): Scales {
  const width = data[0]?.features.length ?? 0;
  const means = Array.from({ length: width }, (_, i) => data.reduce((sum, { features }) => sum + (features[i] ?? 0), 0) / data.length);
  const deviations = means.map((mean, i) => {
    const variance = data.reduce((sum, { features }) => sum + ((features[i] ?? 0) - mean) ** 2, 0) / data.length;
    return Math.sqrt(variance) || 1;
  });
  return { means, deviations };
}

/** Features with mean 0 and deviation 1, so that one penalty fits all of them. */
export function standardised<O extends Observation>(data: readonly O[], { means, deviations }: Scales): O[] {
  return data.map((observation) => ({
    ...observation,
    features: observation.features.map((value, i) => (value - (means[i] ?? 0)) / (deviations[i] ?? 1)),
  }));
}

/** The same model for features as they are. */
export function onRawFeatures({ intercept, weights }: LogisticModel, { means, deviations }: Scales): LogisticModel {
  const raw = weights.map((weight, i) => weight / (deviations[i] ?? 1));
  return { weights: raw, intercept: raw.reduce((sum, weight, i) => sum - weight * (means[i] ?? 0), intercept) };
}
