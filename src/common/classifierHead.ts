/** A classifier of one's own: what is kept in a file, shared, and sent to the engine. Plain data. */
export interface ClassifierHead {
  readonly format: 'cloze-head';
  /** Goes up whenever an older Cloze could not read the file rightly. */
  readonly version: 1;
  readonly labels: readonly string[];
  /** What the features are; those of several sources stand side by side. */
  readonly features: readonly FeatureSource[];
  /** What the scores are divided by before the softmax. */
  readonly temperature: number;
  /** [labels][features] */
  readonly weights: readonly (readonly number[])[];
  /** [labels] */
  readonly intercepts: readonly number[];
  readonly training: HeadTraining;
}

/** Where features come from: rows of a model's layers. */
export interface FeatureSource {
  readonly kind: 'encoder' | 'causal';
  /** The model's name, for people. */
  readonly model: string;
  /** Tells whether it is the same model: a sha256 of its configuration and of some of its weights. */
  readonly hash: string;
  /** Which layers of an encoder: 0 is the embedding. A causal model gives its last one. */
  readonly layers: readonly number[];
  /** How the tokens' rows of a layer become one. */
  readonly pooling: readonly FeaturePooling[];
  /** Features of one layer and one pooling. */
  readonly size: number;
}

export type FeaturePooling = 'first' | 'last' | 'mean';

/** How a head came about. */
export interface HeadTraining {
  /** ISO 8601. */
  readonly date: string;
  readonly strength: number;
  readonly weighting: 'none' | 'balanced';
  /** Examples of each label. */
  readonly examples: readonly number[];
  /** By cross-validation; absent where there were too few examples to say. */
  readonly accuracy?: HeadFigure;
  readonly macroF1?: HeadFigure;
  /** The accuracy of always saying the most frequent label. */
  readonly majority: number;
}

/** A figure with its 95 % confidence interval. */
export interface HeadFigure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many features a source gives. */
export function featureCount({ layers, pooling, size }: FeatureSource): number {
  return layers.length * pooling.length * size;
}
