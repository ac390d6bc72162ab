/** A classifier of one's own: what is kept in a file, shared, and sent to the engine. Plain data. */
export interface ClassifierHead {
  readonly format: 'cloze-head';
  /** Goes up whenever an older Cloze could not read the file rightly. */
  readonly version: 1;
  /**
   * What gets a label: a text, each word, or a span of words that belong together. Labels of spans are the tags of IOB2, "O" and then
   * "B-…" and "I-…" for each kind. A text where it is absent.
   */
  readonly unit?: HeadUnit;
  readonly labels: readonly string[];
  /** What the features are; those of several sources are side by side. */
  readonly features: readonly FeatureSource[];
  /** What the scores are divided by before the softmax. */
  readonly temperature: number;
  /**
   * [labels]; there where a text may have several labels, or none: each is judged by the sigmoid of its own score, and a text has those
   * whose probability reaches this.
   */
  readonly thresholds?: readonly number[];
  /** [labels][features] */
  readonly weights: readonly (readonly number[])[];
  /** [labels] */
  readonly intercepts: readonly number[];
  readonly training: HeadTraining;
}

export type HeadUnit = 'text' | 'word' | 'span';

/** Where features come from: rows of a model's layers. */
export interface FeatureSource {
  readonly kind: 'encoder' | 'causal';
  /** The model's name, for people. */
  readonly model: string;
  /** Tells whether it is the same model: a sha256 of its configuration and of some of its weights. */
  readonly hash: string;
  /** Which layers of an encoder: 0 is the embedding, and one beyond the last is what a gap is compared with words by. A causal model gives its last one. */
  readonly layers: readonly number[];
  /** How the tokens' rows of a layer become one. */
  readonly pooling: readonly FeaturePooling[];
  /** Features of one layer and one pooling. */
  readonly size: number;
  /** Features of how a word and its neighbours are written, after those of the model; none where it is absent. */
  readonly written?: number;
  /** What stands after a text, before the gap whose row is read and after it; there where `pooling` has `gap`. */
  readonly gap?: readonly [string, string];
  /** What changes the model before its features are taken; nothing where it is absent. */
  readonly adapter?: FeatureAdapter;
}

/** A low-rank adapter of an encoder's upper layers (LoRA), which was trained together with the classifier. */
export interface FeatureAdapter {
  /** A sha256 of the factors: tells adapters apart. */
  readonly hash: string;
  /** How many layers below stay as they are. */
  readonly below: number;
  /** What the product of both factors is multiplied by. */
  readonly scale: number;
  /** `<layer>.lora_A` [rank, inputs] and `<layer>.lora_B` [outputs, rank], by the layers' names in the checkpoint. */
  readonly factors: Readonly<Record<string, StoredFactor>>;
}

export interface StoredFactor {
  readonly shape: readonly [number, number];
  /** float32, the lowest byte first, in Base64. */
  readonly data: string;
}

/** `word` leaves the row of each word's first token by itself; `gap` is the row of a gap after the text. */
export type FeaturePooling = 'first' | 'last' | 'mean' | 'word' | 'gap';

/** How a head came about. */
export interface HeadTraining {
  /** ISO 8601. */
  readonly date: string;
  /** The file that it has learnt from, where that is the workspace's own: it can be trained again when the labels change. */
  readonly source?: string;
  readonly strength: number;
  readonly weighting: 'none' | 'balanced';
  /** Examples of each label. */
  readonly examples: readonly number[];
  /** By cross-validation; absent where there were too few examples to say. */
  readonly accuracy?: HeadFigure;
  readonly macroF1?: HeadFigure;
  /** Of spans: all kinds together. */
  readonly spanF1?: HeadFigure;
  /** The accuracy of always saying the most frequent label. */
  readonly majority: number;
  /** Where layers of the model were trained too. */
  readonly deep?: DeepTraining;
}

/** How the layers of a model were trained. */
export interface DeepTraining {
  readonly rank: number;
  /** How many layers, counted from the last. */
  readonly layers: number;
  readonly steps: number;
  readonly rate: number;
  readonly seed: number;
  /** A sha256 of the texts and their labels. */
  readonly data: string;
}

/** A figure with its 95 % confidence interval. */
export interface HeadFigure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many features a source gives. */
export function featureCount({ layers, pooling, size, written = 0 }: FeatureSource): number {
  return layers.length * pooling.length * size + written;
}
