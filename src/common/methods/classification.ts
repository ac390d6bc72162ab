import * as v from 'valibot';
import type { ClassifierHead, FeatureSource } from '../classifierHead.js';
import { hasWords } from '../hasWords.js';
import type { Plain } from './method.js';
import { flag, list, oneOf, text, whole } from './values.js';

/** The part of the engine's contract that gives labels. Offsets, lengths and errors are as `EngineApi` says. */

/** Longer than any book. */
export const maxTextLength = 20_000_000;

/** Limits of labels that are typed by hand. */
const maxTypedLabels = 50;
const maxLabelLength = 100;

/** Whose features or probabilities are used. */
export const featureModels = oneOf(['encoder', 'causal', 'both']);

/** A trained classifier. What is inside is checked where it is used, and told in terms of the file that it comes from. */
export const classifierHead = v.custom<ClassifierHead>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be a trained classifier',
);

const texts = list(text(maxTextLength), 1000);

const typedLabels = v.pipe(
  list(text(maxLabelLength)),
  v.check(
    (labels) => labels.length >= 2 && labels.length <= maxTypedLabels && new Set(labels).size === labels.length && labels.every(hasWords),
    `labels must be 2 to ${maxTypedLabels} different ones with words in them.`,
  ),
);

const headClassifier = v.object({ kind: v.literal('head'), head: classifierHead });

/** A checkpoint with a classifier of its own, by its name or path. */
const checkpointClassifier = v.object({ kind: v.literal('checkpoint'), model: text() });

/** Any labels, without training: by the words that the models expect, or by a checkpoint that was trained to tell what follows from what. */
const zeroShotClassifier = v.object({
  kind: v.literal('zero-shot'),
  labels: typedLabels,
  by: v.union([featureModels, v.object({ entailment: text() })], 'must be "encoder", "causal", "both", or an entailment model'),
});

/** What gives the labels. */
const classifier = v.variant(
  'kind',
  [headClassifier, checkpointClassifier, zeroShotClassifier],
  'must be a head, a checkpoint, or labels for zero-shot classification',
);
export type Classifier = Plain<typeof classifier>;

const classifyRequest = v.object({
  /** More are several requests, so that what is done stays when one is given up. */
  texts,
  classifier,
  /**
   * Whether a text may have several labels, or none: then each probability stands for itself. A head or a checkpoint that was trained so
   * does it anyway, and a head that was not cannot.
   */
  multiLabel: flag(),
  /** Whether to find the words that moved the decision. Takes one reading of the deciding passage a word. */
  why: flag(),
});
export interface ClassifyRequest extends Plain<typeof classifyRequest> {}

const passage = v.object({
  offset: v.number(),
  length: v.number(),
  /** What would be said of this passage alone. */
  probabilities: v.array(v.number()),
});
export interface Passage extends Plain<typeof passage> {}

/** How much a word speaks for the most probable label: by how much its log-odds fall without the word. */
const wordInfluence = v.object({ offset: v.number(), length: v.number(), influence: v.number() });
export interface WordInfluence extends Plain<typeof wordInfluence> {}

const classifiedText = v.object({
  /** Of each label, 0 to 1; they sum to 1 unless there may be several. Empty for a text without words. */
  probabilities: v.array(v.number()),
  /** Long texts are read in passages that overlap. In the order of the text. */
  passages: v.array(passage),
  /** Which passage speaks most for the most probable label. */
  deciding: v.number(),
  /** Words of the deciding passage that moved the decision, strongest first; absent unless they were asked for. */
  words: v.exactOptional(v.array(wordInfluence)),
});
export interface ClassifiedText extends Plain<typeof classifiedText> {}

const classifyResult = v.object({
  labels: v.array(v.string()),
  /** [labels]; there where a text may have several labels, or none: it has those whose probability reaches this. */
  thresholds: v.exactOptional(v.array(v.number())),
  /** In the order of the request. */
  texts: v.array(classifiedText),
  /** The names of the models that were used. */
  model: v.string(),
});
export interface ClassifyResult extends Plain<typeof classifyResult> {}

const featuresRequest = v.object({ texts, by: featureModels });
export interface FeaturesRequest extends Plain<typeof featuresRequest> {}

const featuresResult = v.object({
  sources: v.array(v.custom<FeatureSource>((value) => typeof value === 'object' && value !== null)),
  /** One row a text. */
  rows: v.array(v.array(v.number())),
});
export interface FeaturesResult extends Plain<typeof featuresResult> {}

/** Something that gives labels and is installed. */
const installedClassifier = v.object({
  model: v.string(),
  /** What gets a label: a text, each word, or an answer to a question; `entailment` tells what follows from what. */
  kind: v.picklist(['text', 'words', 'answer', 'entailment']),
  labels: v.array(v.string()),
});
export interface InstalledClassifier extends Plain<typeof installedClassifier> {}

const findLabelsRequest = v.object({
  text: text(maxTextLength),
  /** A head or a checkpoint that labels words. */
  classifier: v.variant('kind', [headClassifier, checkpointClassifier], 'must be a head or a checkpoint'),
});
export interface FindLabelsRequest extends Plain<typeof findLabelsRequest> {}

/** Words that belong together and what they are. */
const foundLabel = v.object({
  offset: v.number(),
  length: v.number(),
  label: v.string(),
  /** Of a head: that these words and no others are this; of a checkpoint: of the least sure of its words. */
  probability: v.number(),
});
export interface FoundLabel extends Plain<typeof foundLabel> {}

const findLabelsResult = v.object({
  /** In the order of the text. */
  found: v.array(foundLabel),
});
export interface FindLabelsResult extends Plain<typeof findLabelsResult> {}

const answerRequest = v.object({
  text: text(maxTextLength),
  question: v.pipe(text(maxTextLength), v.check((question) => question.trim() !== '', 'The question is empty.')), // prettier-ignore
  /** A checkpoint that answers questions, by its name or path. */
  model: text(),
  /** The most answers to return. */
  top: whole(1, 50),
});
export interface AnswerRequest extends Plain<typeof answerRequest> {}

const answerResult = v.object({
  /** Best first; none overlaps a better one. */
  answers: v.array(v.object({ offset: v.number(), length: v.number(), probability: v.number() })),
  /** How probable it is that the text holds no answer. */
  noAnswer: v.number(),
});
export interface AnswerResult extends Plain<typeof answerResult> {}

export const classificationMethods = {
  /** Gives texts labels. */
  classify: { rank: 'background', request: classifyRequest, result: classifyResult },

  /** What a trained classifier learns from: rows of the models' hidden states. */
  textFeatures: { rank: 'background', request: featuresRequest, result: featuresResult },

  /** Finds the words that a classifier has labels for, such as names. */
  findLabels: { rank: 'background', request: findLabelsRequest, result: findLabelsResult },

  /** Finds the answers to a question in a text. */
  answer: { rank: 'background', request: answerRequest, result: answerResult },

  /** The installed checkpoints that give labels. */
  classifiers: { result: v.array(installedClassifier) },
} as const;
