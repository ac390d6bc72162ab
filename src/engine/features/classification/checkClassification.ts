import type {
  AnswerRequest,
  Classifier,
  ClassifyRequest,
  FeaturesRequest,
  FindLabelsRequest,
  PreviewTableRequest,
  ReadLabelFolderRequest,
  ReadTableRequest,
  TrainClassifierRequest,
} from '../../../common/classificationApi.js';
import { mostLabels } from '../../../text/classification/labels.js';
import { isRecord } from '../../models/json.js';
import { badRequest } from '../badRequest.js';
import { hasWords } from '../../../text/characters.js';

/** More are several requests, so that what is done stays when one is given up. */
const mostTexts = 1000;

/** Longer than any book. */
const longestText = 20_000_000;

const mostExamples = 100_000;

/** Labels that are typed by hand. */
const mostTypedLabels = 50;
const longestLabel = 100;

/** Refuses requests that cannot be meant, with code `bad-request`. They come from another process, so that also their types are checked. */
export function checkClassifyRequest({ texts, classifier, multiLabel, why }: Partial<ClassifyRequest>): void {
  checkTexts(texts);
  checkFlag('multiLabel', multiLabel);
  checkFlag('why', why);
  checkClassifier(classifier);
}

export function checkTrainRequest({ examples, multiLabel, by, weighting, seed }: Partial<TrainClassifierRequest>): void {
  if (multiLabel !== undefined) checkFlag('multiLabel', multiLabel);
  const given: readonly unknown[] = Array.isArray(examples) ? examples : [];
  if (!Array.isArray(examples) || given.length > mostExamples) throw badRequest(`examples must be a list of at most ${mostExamples}.`);
  for (const example of examples as readonly (Partial<{ text: string; label: string }> | null)[]) {
    checkText('example.text', example?.text);
    checkText('example.label', example?.label);
    if (example?.label === '') throw badRequest('An example has an empty label.');
  }
  checkBy(by);
  if (weighting !== 'none' && weighting !== 'balanced') throw badRequest('weighting must be "none" or "balanced".');
  if (!Number.isInteger(seed)) throw badRequest('seed must be a whole number.');
}

export function checkFeaturesRequest({ texts, by }: Partial<FeaturesRequest>): void {
  checkTexts(texts);
  checkBy(by);
}

export function checkFindLabelsRequest({ text, classifier }: Partial<FindLabelsRequest>): void {
  checkText('text', text);
  if (classifier?.kind !== 'head' && classifier?.kind !== 'checkpoint') throw badRequest('classifier must be a head or a checkpoint.');
  checkClassifier(classifier);
}

export function checkAnswerRequest({ text, model, question, top }: Partial<AnswerRequest>): void {
  checkText('text', text);
  checkText('model', model);
  checkText('question', question);
  if (question?.trim() === '') throw badRequest('The question is empty.');
  if (!Number.isInteger(top) || (top as number) < 1 || (top as number) > 50) throw badRequest('top must be a whole number from 1 to 50.');
}

export function checkPreviewTableRequest({ path, format }: Partial<PreviewTableRequest>): void {
  checkText('path', path);
  checkFormat(format);
}

export function checkReadLabelFolderRequest({ path }: Partial<ReadLabelFolderRequest>): void {
  checkText('path', path);
}

export function checkReadTableRequest({ path, format, from, columns, limit }: Partial<ReadTableRequest>): void {
  checkText('path', path);
  checkFormat(format);
  if (columns !== undefined && !(isRecord(columns) && isIndex(columns.text) && (columns.label === undefined || isIndex(columns.label)))) {
    throw badRequest('columns must name the columns by whole numbers from 0.');
  }
  if (from !== undefined && !(isRecord(from) && Number.isInteger(from.byte) && from.byte >= 0))
    throw badRequest('from.byte must be a whole number.');
  if (!Number.isInteger(limit) || (limit as number) < 1 || (limit as number) > 10_000) throw badRequest('limit must be from 1 to 10,000.');
}

function checkFormat(format: unknown): void {
  if (!['csv', 'tsv', 'jsonl', 'lines'].includes(format as string)) throw badRequest('format must be csv, tsv, jsonl or lines.');
}

function isIndex(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function checkClassifier(classifier: Partial<Classifier> | undefined): void {
  switch (classifier?.kind) {
    case 'head':
      // The head is checked where it is read.
      return;
    case 'checkpoint':
      checkText('classifier.model', classifier.model);
      return;
    case 'zero-shot':
      checkTypedLabels(classifier.labels);
      if (isRecord(classifier.by)) checkText('classifier.by.entailment', classifier.by.entailment);
      else checkBy(classifier.by);
      return;
    default:
      throw badRequest('classifier must be a head, a checkpoint, or labels for zero-shot classification.');
  }
}

function checkTypedLabels(labels: unknown): void {
  const given: readonly unknown[] = Array.isArray(labels) ? labels : [];
  const isLabel = (label: unknown): boolean => typeof label === 'string' && label.length <= longestLabel && hasWords(label);
  if (given.length < 2 || given.length > mostTypedLabels || !given.every(isLabel) || new Set(given).size < given.length) {
    throw badRequest(
      `labels must be 2 to ${mostTypedLabels} different ones of at most ${longestLabel} characters; a classifier that is trained takes ${mostLabels}.`,
    );
  }
}

function checkTexts(texts: unknown): void {
  const given: readonly unknown[] = Array.isArray(texts) ? texts : [];
  if (!Array.isArray(texts) || given.length > mostTexts) throw badRequest(`texts must be a list of at most ${mostTexts}.`);
  for (const text of given) checkText('A text', text);
}

function checkText(name: string, text: unknown): void {
  if (typeof text !== 'string') throw badRequest(`${name} is no text.`);
  if (text.length > longestText) throw badRequest(`${name} has ${text.length} characters; at most ${longestText} are read.`);
}

function checkBy(by: unknown): void {
  if (by !== 'encoder' && by !== 'causal' && by !== 'both') throw badRequest('by must be "encoder", "causal" or "both".');
}

function checkFlag(name: string, value: unknown): void {
  if (typeof value !== 'boolean') throw badRequest(`${name} must be true or false.`);
}
