import {
  type ClassifierHead,
  type FeatureAdapter,
  featureCount,
  type FeaturePooling,
  type FeatureSource,
} from '../../common/classifierHead.js';
import { ClozeError } from '../../common/clozeError.js';
import { isNestedTooDeep, parseJson } from '../../common/parseJson.js';
import { maxLabels } from '../examples/labels.js';
import { labelsOfTags, tagNames } from '../tagging/tagScheme.js';
import { shapeFeatures } from '../tagging/wordShapes.js';

/** The version that this program writes and reads. */
const version = 1;

/** More than any model's; keeps a broken file from asking for absurd amounts of memory. */
const maxFeatures = 200_000;

/** How the names of heads' files end. */
export const headSuffix = '.cloze-head.json';

/** What people call the classifier of a file. */
export function headName(path: string): string {
  return path.split('/').at(-1)?.replace(headSuffix, '') ?? '';
}

/** The text of a head's file: JSON, each label's weights on a line of their own. */
export function headText(head: ClassifierHead): string {
  const { weights, intercepts, ...rest } = head;
  const text = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  const rows = weights.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  return `${text},\n  "intercepts": ${JSON.stringify(intercepts)},\n  "weights": [\n${rows}\n  ]\n}\n`;
}

/**
 * Reads a head's file. Fails with `text-invalid` where it is broken, or of another version.
 * @param name what to call the file in an error
 */
export function readHead(text: string, name: string): ClassifierHead {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw invalid(name, isNestedTooDeep(error) ? error.message : 'It is not JSON; perhaps it was cut off.', error);
  }
  return checkHead(value, name);
}

/** The same for a value from elsewhere. */
export function checkHead(value: unknown, name: string): ClassifierHead {
  const head = record(value);
  if (head?.format !== 'cloze-head') throw invalid(name, 'It says nowhere that it is a classifier of Cloze.');
  if (head.version !== version) {
    throw invalid(name, `It has version ${JSON.stringify(head.version)}, and this Cloze reads version ${version}.`);
  }
  const { unit, labels, features, weights, intercepts, temperature, thresholds, training } = head;
  if (unit !== undefined && unit !== 'text' && unit !== 'word' && unit !== 'span') {
    throw invalid(name, `It labels ${JSON.stringify(unit)}, and this Cloze knows texts, words and spans of words.`);
  }
  if (!isListOf(labels, isText) || labels.length < 2 || labels.length > maxLabels || new Set(labels).size < labels.length) {
    throw invalid(name, `Its labels are no list of 2 to ${maxLabels} different names.`);
  }
  if (!isListOf(features, isSource) || features.length === 0) throw invalid(name, 'It does not say which features it takes.');
  if (unit === 'span' && !areTagNames(labels))
    throw invalid(name, 'Its labels are not "O" and then "B-…" and "I-…" for each kind of span.');
  const isOfTexts = unit === undefined || unit === 'text';
  if (!(isOfTexts ? features.every(isTextSource) : features.length === 1 && features.every(isWordSource))) {
    throw invalid(name, 'Its features are not of what it labels.');
  }
  const columns = features.reduce((sum, source) => sum + featureCount(source), 0);
  if (columns > maxFeatures) throw invalid(name, `It takes ${columns} features, more than any model has.`);
  const isRow = (row: unknown): row is number[] => isListOf(row, isNumber) && row.length === columns;
  if (!isListOf(weights, isRow) || weights.length !== labels.length) {
    throw invalid(name, `Its weights are no ${labels.length} rows of ${columns} numbers.`);
  }
  if (!isListOf(intercepts, isNumber) || intercepts.length !== labels.length) {
    throw invalid(name, `Its intercepts are no ${labels.length} numbers.`);
  }
  if (thresholds !== undefined && !(isListOf(thresholds, isShare) && thresholds.length === labels.length)) {
    throw invalid(name, `Its thresholds are no ${labels.length} probabilities.`);
  }
  if (!isNumber(temperature) || temperature <= 0) throw invalid(name, 'Its temperature is no positive number.');
  if (!isTraining(training)) throw invalid(name, 'It does not say how it was trained.');
  return {
    format: 'cloze-head',
    version,
    ...(unit !== undefined && { unit }),
    labels,
    features,
    temperature,
    ...(thresholds && { thresholds }),
    training,
    intercepts,
    weights,
  };
}

const poolings: ReadonlySet<string> = new Set<FeaturePooling>(['first', 'last', 'mean', 'word', 'gap']);

function isSource(value: unknown): value is FeatureSource {
  const source = record(value);
  if (source === undefined) return false;
  const { kind, model, hash, layers, pooling, size, written, gap, adapter } = source;
  const isKnown = (kind === 'encoder' || kind === 'causal') && isText(model) && isText(hash);
  const isPooling = (way: unknown): way is string => typeof way === 'string' && poolings.has(way);
  const hasGap = Array.isArray(pooling) && pooling.includes('gap');
  return (
    isKnown &&
    isListOf(layers, isCount) &&
    isListOf(pooling, isPooling) &&
    isCount(size) &&
    (written === undefined || written === shapeFeatures) &&
    (hasGap ? adapter !== undefined && isListOf(gap, isText) && gap.length === 2 : gap === undefined) &&
    (adapter === undefined || (kind === 'encoder' && isAdapter(adapter)))
  );
}

function isAdapter(value: unknown): value is FeatureAdapter {
  const adapter = record(value);
  const factors = record(adapter?.factors);
  if (adapter === undefined || factors === undefined) return false;
  const { hash, below, scale } = adapter;
  return isText(hash) && isCount(below) && isNumber(scale) && Object.values(factors).every(isFactor);
}

/** Its text has to be as long as its shape says: four bytes a number, and three bytes in four characters. */
function isFactor(value: unknown): boolean {
  const factor = record(value);
  if (factor === undefined || !isListOf(factor.shape, isCount) || factor.shape.length !== 2) return false;
  const [rows = 0, columns = 0] = factor.shape;
  const { data } = factor;
  return rows * columns > 0 && typeof data === 'string' && data.length === 4 * Math.ceil((4 * rows * columns) / 3);
}

function isWordSource({ kind, pooling }: FeatureSource): boolean {
  return kind === 'encoder' && pooling.length === 1 && pooling[0] === 'word';
}

function isTextSource({ pooling, written }: FeatureSource): boolean {
  return !pooling.includes('word') && written === undefined;
}

function areTagNames(labels: readonly string[]): boolean {
  return labels.join('\n') === tagNames(labelsOfTags(labels)).join('\n');
}

function isTraining(value: unknown): value is ClassifierHead['training'] {
  const training = record(value);
  if (training === undefined) return false;
  const { date, strength, weighting, examples, majority } = training;
  const isSetting = isText(date) && isNumber(strength) && (weighting === 'none' || weighting === 'balanced');
  return (
    isSetting && isListOf(examples, isCount) && isNumber(majority) && [training.accuracy, training.macroF1, training.spanF1].every(isFigure)
  );
}

/** A figure may be absent. */
function isFigure(value: unknown): boolean {
  const figure = record(value);
  return value === undefined || (figure !== undefined && isNumber(figure.value) && isNumber(figure.low) && isNumber(figure.high));
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function isListOf<T>(value: unknown, is: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.every(is);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isShare(value: unknown): value is number {
  return isNumber(value) && value > 0 && value < 1;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0;
}

function invalid(name: string, what: string, cause?: unknown): ClozeError {
  const message = `${name} cannot be used as a classifier. ${what} Train it again, or get the file again.`;
  return new ClozeError({ code: 'text-invalid', message }, cause === undefined ? undefined : { cause });
}
