import * as v from 'valibot';
import { classifierHead, featureModels, maxTextLength } from './classification.js';
import type { Plain } from './method.js';
import { progress } from './progress.js';
import { leftOutFile } from './tables.js';
import { flag, list, oneOf, text, whole } from './values.js';

/** The part of the engine's contract that learns. Figures are those of examples that were held out. */

const weighting = oneOf(['none', 'balanced']);

/**
 * What is trained: a classifier on what the model says as it is, also the upper layers of the encoder, or whichever was right more often about
 * examples that were held out.
 */
export const trainingDepth = oneOf(['fast', 'deep', 'auto']);
export type TrainingDepth = Plain<typeof trainingDepth>;

const trainClassifierRequest = v.object({
  /** With `multiLabel` a label is a list of them: separated by `|` or `;`, or JSON. */
  examples: list(
    v.object({
      text: text(maxTextLength),
      label: v.pipe(text(maxTextLength), v.check((label) => label !== '', 'An example has an empty label.')), // prettier-ignore
    }),
    100_000,
  ),
  /** One label a text where it is absent. */
  multiLabel: v.exactOptional(flag()),
  /** Whose features to learn from. */
  by: featureModels,
  weighting,
  seed: whole(),
  /** `fast` where it is absent. */
  depth: v.exactOptional(trainingDepth),
});
export interface TrainClassifierRequest extends Plain<typeof trainClassifierRequest> {}

/** A figure with its 95 % confidence interval. */
const figure = v.object({ value: v.number(), low: v.number(), high: v.number() });

/** How often a label that is predicted is right, how often one that is there is predicted, both in one, and the probability that it takes. */
const labelFigures = v.object({ precision: v.number(), recall: v.number(), f1: v.number(), threshold: v.number() });
export interface LabelFigures extends Plain<typeof labelFigures> {}

/** A text whose label is doubtful. Several labels are joined by "; ". */
const notedText = v.object({ text: v.string(), label: v.string(), said: v.string(), probability: v.number() });
export interface NotedText extends Plain<typeof notedText> {}

const classifierFigures = v.object({
  folds: v.number(),
  /** Where a text may have several labels: how often all of them are right, and no other is predicted. */
  accuracy: figure,
  macroF1: figure,
  /** Rows are labels as given, columns what was predicted; where a text has one label. */
  confusion: v.exactOptional(v.array(v.array(v.number()))),
  /** How each label does, in their order; where a text may have several. */
  each: v.exactOptional(v.array(labelFigures)),
  /** The accuracy with fewer examples; where a text may have several labels, the share of single decisions that are right. */
  curve: v.array(v.object({ examples: v.number(), accuracy: figure })),
  /** What it was least sure about: worth labelling next are others like these. */
  uncertain: v.array(notedText),
  /** Texts whose label may be wrong, surest first. */
  suspected: v.array(notedText),
});
export interface ClassifierFigures extends Plain<typeof classifierFigures> {}

const labelCounts = v.array(v.object({ name: v.string(), examples: v.number() }));

/** What is known about a trained classifier. */
const classifierReport = v.object({
  labels: labelCounts,
  majority: v.number(),
  figures: v.exactOptional(classifierFigures),
  /** Why there are no figures; a sentence. */
  note: v.exactOptional(v.string()),
  /** Examples that were left out: without words, repeated, and texts that were given different labels. */
  empty: v.number(),
  repeated: v.number(),
  contradicting: v.array(v.string()),
  /** Where layers could be trained: which depth was kept, the accuracy of both on held-out examples where both are known, and why; a sentence. */
  depth: v.exactOptional(
    v.object({
      chosen: v.picklist(['fast', 'deep']),
      fast: v.exactOptional(figure),
      deep: v.exactOptional(figure),
      note: v.string(),
    }),
  ),
  /** How many examples are nearly the same as one that was held out while they were learned from, so that figures are too good. */
  nearDuplicates: v.exactOptional(v.number()),
  /** Files that the reader of the examples has left out. */
  leftOut: v.exactOptional(v.array(leftOutFile)),
});
export interface ClassifierReport extends Plain<typeof classifierReport> {}

const trainClassifierResult = v.object({ head: classifierHead, report: classifierReport });
export interface TrainClassifierResult extends Plain<typeof trainClassifierResult> {}

/** A list of texts, none of which is empty. */
const nonEmptyTexts = list(v.pipe(text(), v.minLength(1, 'must not be empty')));

/** The words of a sentence and the tag of each, as files in the CoNLL format have them. */
const taggedSentence = v.pipe(
  v.object({
    words: nonEmptyTexts,
    /** As many as there are words: IOB1, IOB2, BIOES, BILOU, or names alone. */
    tags: nonEmptyTexts,
  }),
  v.check(({ words, tags }) => words.length === tags.length, 'A sentence must have as many tags as words.'),
);
export interface TaggedSentence extends Plain<typeof taggedSentence> {}

const trainTaggerRequest = v.object({
  /** Sentences of one tag scheme. */
  sentences: list(taggedSentence),
  weighting,
  seed: whole(),
});
export interface TrainTaggerRequest extends Plain<typeof trainTaggerRequest> {}

const findingFigures = {
  /** The share of what was found that is right. */
  precision: v.number(),
  /** The share of what is there that was found. */
  recall: v.number(),
};

const taggerFigures = v.object({
  folds: v.number(),
  /** The share of words that got their tag. */
  accuracy: figure,
  /** Of all labels together: a finding is right where its words and its label are exactly those given. */
  overall: v.object({ ...findingFigures, f1: figure }),
  labels: v.array(v.object({ ...findingFigures, name: v.string(), f1: v.number() })),
});
export interface TaggerFigures extends Plain<typeof taggerFigures> {}

/** What is known about a trained tagger. */
const taggerReport = v.object({
  /** What has a label: words that belong together, or each word. */
  unit: v.picklist(['span', 'word']),
  sentences: v.number(),
  /** Words and punctuation, as they are told apart in any text. */
  words: v.number(),
  labels: labelCounts,
  /** The share of words that have the most frequent tag: how often saying always the same would be right. */
  majority: v.number(),
  figures: v.exactOptional(taggerFigures),
  /** Why there are no figures; a sentence. */
  note: v.exactOptional(v.string()),
});
export interface TaggerReport extends Plain<typeof taggerReport> {}

const trainTaggerResult = v.object({ head: classifierHead, report: taggerReport });
export interface TrainTaggerResult extends Plain<typeof trainTaggerResult> {}

export const trainingMethods = {
  /** Learns labels from examples. What the model says about a text is kept on disk, so that it is computed once. */
  trainClassifier: { rank: 'background', request: trainClassifierRequest, result: trainClassifierResult, progress },

  /** Learns labels of words from sentences. */
  trainTagger: { rank: 'background', request: trainTaggerRequest, result: trainTaggerResult, progress },
} as const;
