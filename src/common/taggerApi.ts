import type { ClassifierHead, HeadFigure } from './classifierHead.js';

/** The part of the engine's contract that is about labels of words. */

/** The words of a sentence and the tag of each, as files in the CoNLL format have them. */
export interface TaggedSentence {
  readonly words: readonly string[];
  /** As many as there are words: IOB1, IOB2, BIOES, BILOU, or names alone. */
  readonly tags: readonly string[];
}

export interface TrainTaggerRequest {
  /** Sentences of one tag scheme. */
  readonly sentences: readonly TaggedSentence[];
  readonly weighting: 'none' | 'balanced';
  readonly seed: number;
}

export interface TrainTaggerResult {
  readonly head: ClassifierHead;
  readonly report: TaggerReport;
}

/** What is known about a trained tagger. Figures are those of sentences that were held out. */
export interface TaggerReport {
  /** What has a label: words that belong together, or each word. */
  readonly unit: 'span' | 'word';
  readonly sentences: number;
  /** Words and signs, as they are told apart in any text. */
  readonly words: number;
  /** How many there are of each label. */
  readonly labels: readonly { readonly name: string; readonly examples: number }[];
  /** The share of words that have the most frequent tag: how often saying always the same would be right. */
  readonly majority: number;
  readonly figures?: TaggerFigures;
  /** Why there are no figures; a sentence. */
  readonly note?: string;
}

export interface TaggerFigures {
  readonly folds: number;
  /** The share of words that got their tag. */
  readonly accuracy: HeadFigure;
  /** Of all labels together: a finding is right where its words and its label are exactly those given. */
  readonly overall: FindingFigures & { readonly f1: HeadFigure };
  readonly labels: readonly (FindingFigures & { readonly name: string; readonly f1: number })[];
}

export interface FindingFigures {
  /** The share of what was found that is right. */
  readonly precision: number;
  /** The share of what is there that was found. */
  readonly recall: number;
}
