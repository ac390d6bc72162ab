import type { ClassifierHead, FeatureSource, HeadFigure } from './classifierHead.js';

/** The part of the engine's contract that is about labels. Offsets, lengths and errors are as in `engineApi.ts`. */

/** What gives the labels. */
export type Classifier =
  | { readonly kind: 'head'; readonly head: ClassifierHead }
  /** A checkpoint with a classifier of its own, by its name or path. */
  | { readonly kind: 'checkpoint'; readonly model: string }
  /** Any labels, without training: by the words that the models expect, or by a checkpoint that was trained to tell what follows from what. */
  | {
      readonly kind: 'zero-shot';
      readonly labels: readonly string[];
      readonly by: 'encoder' | 'causal' | 'both' | { readonly entailment: string };
    };

export interface ClassifyRequest {
  /** At most 1,000; more are several requests, so that what is done stays when one is given up. */
  readonly texts: readonly string[];
  readonly classifier: Classifier;
  /**
   * Whether a text may have several labels, or none: then each probability stands for itself. A head or a checkpoint that was trained so
   * does it anyway, and a head that was not cannot.
   */
  readonly multiLabel: boolean;
  /** Whether to find the words that moved the decision. Takes one reading of the deciding passage a word. */
  readonly why: boolean;
}

export interface ClassifyResult {
  readonly labels: readonly string[];
  /** [labels]; there where a text may have several labels, or none: it has those whose probability reaches this. */
  readonly thresholds?: readonly number[];
  /** In the order of the request. */
  readonly texts: readonly ClassifiedText[];
  /** The names of the models that were used. */
  readonly model: string;
}

export interface ClassifiedText {
  /** Of each label, 0 to 1; they sum to 1 unless there may be several. Empty for a text without words. */
  readonly probabilities: readonly number[];
  /** Long texts are read in passages that overlap. In the order of the text. */
  readonly passages: readonly Passage[];
  /** Which passage speaks most for the most probable label. */
  readonly deciding: number;
  /** Words of the deciding passage that moved the decision, strongest first; absent unless they were asked for. */
  readonly words?: readonly WordInfluence[];
}

export interface Passage {
  readonly offset: number;
  readonly length: number;
  /** What would be said of this passage alone. */
  readonly probabilities: readonly number[];
}

/** How much a word speaks for the most probable label: by how much its logarithmic odds fall without the word. */
export interface WordInfluence {
  readonly offset: number;
  readonly length: number;
  readonly influence: number;
}

export interface TrainClassifierRequest {
  /** With `multiLabel` a label is a list of them: separated by `|` or `;`, or JSON. */
  readonly examples: readonly { readonly text: string; readonly label: string }[];
  /** One label a text where it is absent. */
  readonly multiLabel?: boolean;
  /** Whose features to learn from. */
  readonly by: 'encoder' | 'causal' | 'both';
  readonly weighting: 'none' | 'balanced';
  readonly seed: number;
}

export interface TrainClassifierResult {
  readonly head: ClassifierHead;
  readonly report: ClassifierReport;
}

/** What is known about a trained classifier. Figures are those of examples that were held out. */
export interface ClassifierReport {
  readonly labels: readonly { readonly name: string; readonly examples: number }[];
  readonly majority: number;
  readonly figures?: ClassifierFigures;
  /** Why there are no figures; a sentence. */
  readonly note?: string;
  /** Examples that were left out: without words, repeated, and texts that were given different labels. */
  readonly empty: number;
  readonly repeated: number;
  readonly contradicting: readonly string[];
  /** How many examples are nearly the same as one that was held out while they were learned from, so that figures are too good. */
  readonly nearDuplicates?: number;
  /** Files that whoever read the examples has left out. */
  readonly leftOut?: readonly LeftOutFile[];
}

export interface ClassifierFigures {
  readonly folds: number;
  /** Where a text may have several labels: how often all of them are right, and no other is said. */
  readonly accuracy: HeadFigure;
  readonly macroF1: HeadFigure;
  /** Rows are labels as given, columns what was said; where a text has one label. */
  readonly confusion?: readonly (readonly number[])[];
  /** How each label does, in their order; where a text may have several. */
  readonly each?: readonly LabelFigures[];
  /** The accuracy with fewer examples; where a text may have several labels, the share of single decisions that are right. */
  readonly curve: readonly { readonly examples: number; readonly accuracy: HeadFigure }[];
  /** What it was least sure about: worth labelling next are others like these. */
  readonly uncertain: readonly NotedText[];
  /** Texts whose label may be wrong, surest first. */
  readonly suspected: readonly NotedText[];
}

/** How often a label that is said is right, how often one that is there is said, both in one, and the probability that it takes. */
export interface LabelFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly threshold: number;
}

/** A text whose label is doubtful. Several labels are joined by "; ". */
export interface NotedText {
  readonly text: string;
  readonly label: string;
  readonly said: string;
  readonly probability: number;
}

export interface FeaturesRequest {
  /** At most 1,000. */
  readonly texts: readonly string[];
  readonly by: 'encoder' | 'causal' | 'both';
}

export interface FeaturesResult {
  readonly sources: readonly FeatureSource[];
  /** One row a text. */
  readonly rows: readonly (readonly number[])[];
}

/** Something that gives labels and is installed. */
export interface InstalledClassifier {
  readonly model: string;
  /** What gets a label: a text, each word, or an answer to a question; `entailment` tells what follows from what. */
  readonly kind: 'text' | 'words' | 'answer' | 'entailment';
  readonly labels: readonly string[];
}

export interface FindLabelsRequest {
  readonly text: string;
  /** A head or a checkpoint that labels words. */
  readonly classifier: Exclude<Classifier, { kind: 'zero-shot' }>;
}

export interface FindLabelsResult {
  /** In the order of the text. */
  readonly found: readonly FoundLabel[];
}

/** Words that belong together and what they are. */
export interface FoundLabel {
  readonly offset: number;
  readonly length: number;
  readonly label: string;
  /** Of a head: that these words and no others are this; of a checkpoint: of the least sure of its words. */
  readonly probability: number;
}

export interface AnswerRequest {
  readonly text: string;
  readonly question: string;
  /** A checkpoint that answers questions, by its name or path. */
  readonly model: string;
  /** How many answers at most. */
  readonly top: number;
}

export interface AnswerResult {
  /** Best first; none overlaps a better one. */
  readonly answers: readonly { readonly offset: number; readonly length: number; readonly probability: number }[];
  /** How probable it is that the text holds no answer. */
  readonly noAnswer: number;
}

/** Reads rows of a table on disk, some at a time, so that a file of any size takes little memory. */
export interface ReadTableRequest {
  /** Absolute. */
  readonly path: string;
  readonly format: 'csv' | 'tsv' | 'jsonl' | 'lines';
  /** Where the rows that were read before end, as the answer before says it; absent for the first ones. */
  readonly from?: TablePlace;
  /** What the columns are, where somebody has said so; found out unless it is given. Only for the first rows. */
  readonly columns?: TableColumns;
  /** How many rows at most, 1 to 10,000. */
  readonly limit: number;
}

export interface TablePlace {
  readonly byte: number;
  /** Lines before it. */
  readonly lines: number;
  readonly columns: TableColumns;
  readonly dialect: TableDialect;
}

/** How a table is written, found out from its start. JSON lines and lines have only an encoding. */
export interface TableDialect {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  /** The character between cells. */
  readonly delimiter: string;
  /** Whether cells may stand in quotation marks. */
  readonly quotes: boolean;
  /** Whether a backslash before a quotation mark makes a character of it. */
  readonly backslash: boolean;
}

/** Where in a row its text and its label are, by index. */
export interface TableColumns {
  /** Names of the columns; absent where the first row holds none. */
  readonly header?: readonly string[];
  readonly text: number;
  /** Absent where the rows have no labels. */
  readonly label?: number;
}

export interface ReadTableResult {
  readonly rows: readonly { readonly line: number; readonly text: string; readonly label?: string }[];
  /** Where to go on; absent behind the last row. */
  readonly next?: TablePlace;
}

/** What is in the columns of a table, so that a person can say which are which. */
export interface PreviewTableRequest {
  /** Absolute. */
  readonly path: string;
  readonly format: ReadTableRequest['format'];
  /** Whether the first row holds names; found out unless it is given. */
  readonly header?: boolean;
}

export interface PreviewTableResult {
  /** A guess. */
  readonly columns: TableColumns;
  /** For each column its first different values that are not empty, long ones cut. */
  readonly values: readonly (readonly string[])[];
}

/** Reads a folder with a folder of text files for each label. */
export interface ReadLabelFolderRequest {
  /** Absolute. */
  readonly path: string;
}

export interface ReadLabelFolderResult {
  readonly examples: readonly { readonly text: string; readonly label: string }[];
  /** Files that are no texts to learn from. */
  readonly leftOut: readonly LeftOutFile[];
}

export interface LeftOutFile {
  /** From the folder on, with `/`. */
  readonly file: string;
  /** Bytes that are no text; another encoding than UTF-8 or UTF-16; no words; more bytes than any text; no right to read it. */
  readonly why: 'binary' | 'encoding' | 'empty' | 'too-large' | 'unreadable';
}
