import type { ClassifierFigures, ClassifierReport, NotedText } from '../../common/methods/training.js';
import type { LeftOutFile } from '../../common/methods/tables.js';
import type { HeadFigure } from '../../common/classifierHead.js';
import { excerptStart } from '../../prose/excerpt.js';
import type { Translate } from '../../common/translate.js';
import { percent } from '../../prose/plainText.js';
import { minForFigures } from '../../learning/heads/trainHead.js';

/** A part of a report: the same as text, and as a page. */
export type ReportBlock = { readonly kind: 'sentence'; readonly text: string } | ReportTable | ReportCurve;

export interface ReportTable {
  readonly kind: 'table';
  readonly title: string;
  /** Names of the columns; none where the cells say enough. */
  readonly head?: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many columns after the first hold numbers; all others hold words. */
  readonly numbers: number;
}

/** How much better a classifier gets with more examples. */
export interface ReportCurve {
  readonly kind: 'curve';
  readonly title: string;
  /** What the axes are, and the range around each point. */
  readonly names: readonly [examples: string, accuracy: string, confidence: string];
  readonly points: readonly {
    readonly examples: number;
    readonly accuracy: HeadFigure;
    readonly shown: readonly [value: string, confidence: string];
  }[];
}

/** Characters of a text that are shown of it. */
const shownCharacters = 70;

const shownFiles = 20;
const shownNames = 5;

/** What people should know before they trust a classifier, part by part. */
export function reportBlocks(report: ClassifierReport, t: Translate): ReportBlock[] {
  const { labels, figures, leftOut = [] } = report;
  return [
    {
      kind: 'table',
      title: t('Examples'),
      rows: labels.map(({ name, examples }) => [name, String(examples)]),
      numbers: 1,
    },
    ...sentences(leftOutOf(report, t)),
    ...filesLeftOut(leftOut, t),
    ...sentences(nearDuplicates(report, t)),
    ...sentences(report.depth?.note),
    ...sentences(figures === undefined ? whyNoFigures(report, t) : undefined),
    ...(figures === undefined ? [] : figureBlocks(figures, report, t)),
  ];
}

function sentences(text: string | undefined): ReportBlock[] {
  return text === undefined ? [] : [{ kind: 'sentence', text }];
}

function leftOutOf({ empty, repeated, contradicting }: ClassifierReport, t: Translate): string | undefined {
  const left = [
    ...(empty > 0 ? [t('{0} empty', empty)] : []),
    ...(repeated > 0 ? [repeated === 1 ? t('1 duplicate') : t('{0} duplicates', repeated)] : []),
    ...(contradicting.length > 0 ? [t('{0} with different labels', contradicting.length)] : []),
  ];
  return left.length === 0 ? undefined : t('Examples left out: {0}.', left.join(', '));
}

/** Figures mean less where the same texts are on both sides of a fold. */
function nearDuplicates({ nearDuplicates: count = 0 }: ClassifierReport, t: Translate): string | undefined {
  if (count === 0) return undefined;
  if (count === 1) {
    return t('1 example is nearly the same as an example in another fold, so the figures are better than for new texts. Remove near-duplicates to see how good the classifier really is.'); // prettier-ignore
  }
  return t('{0} examples are nearly the same as an example in another fold, so the figures are better than for new texts. Remove near-duplicates to see how good the classifier really is.', count); // prettier-ignore
}

function filesLeftOut(files: readonly LeftOutFile[], t: Translate): ReportBlock[] {
  if (files.length === 0) return [];
  const reasons: Readonly<Record<LeftOutFile['why'], string>> = {
    binary: t('not a text file'),
    encoding: t('neither UTF-8 nor UTF-16'),
    empty: t('empty'),
    'too-large': t('too large for one text'),
    unreadable: t('cannot be read'),
  };
  const rows = files.slice(0, shownFiles).map(({ file, why }) => [file, reasons[why]]);
  const others = files.length > shownFiles ? [[andOthers(files.length - shownFiles, t)]] : [];
  return [{ kind: 'table', title: t('Files left out'), rows: [...rows, ...others], numbers: 0 }];
}

/** Why the report states no figures. */
export function whyNoFigures({ labels }: Pick<ClassifierReport, 'labels'>, t: Translate): string {
  const rare = labels.filter(({ examples }) => examples < minForFigures).map(({ name }) => `"${name}"`);
  if (rare.length === 0) {
    return t('A label is on all but fewer than {0} examples, too few to say how good this classifier is. Label more without it, then train again.', minForFigures); // prettier-ignore
  }
  const others = rare.length > shownNames ? [andOthers(rare.length - shownNames, t)] : [];
  const named = [...rare.slice(0, shownNames), ...others].join(', ');
  return t('There are fewer than {0} examples of {1}: too few to say how good this classifier is. Label more, then train again.', minForFigures, named); // prettier-ignore
}

function figureBlocks(figures: ClassifierFigures, { labels, majority }: ClassifierReport, t: Translate): ReportBlock[] {
  const { folds, accuracy, macroF1, confusion, each, curve, uncertain, suspected } = figures;
  const names = labels.map(({ name }) => name);
  const multiLabel = each !== undefined;
  return [
    {
      kind: 'table',
      title: t('Held-out examples ({0}-fold cross-validation), with 95 % confidence', folds),
      rows: [
        [multiLabel ? t('all labels right') : t('accuracy'), range(accuracy, t)],
        [t('macro F1'), range(macroF1, t)],
        [multiLabel ? t('baseline: always the most frequent labels') : t('baseline: always the most frequent label'), percent(majority)],
      ],
      numbers: 0,
    },
    ...(confusion === undefined
      ? []
      : [{ kind: 'table', title: t('Actual labels (rows) and predicted labels (columns)'), head: ['', ...names], rows: confusion.map((row, at) => [names[at] ?? '', ...row.map(String)]), numbers: names.length } as const]), // prettier-ignore
    ...(each === undefined ? [] : [labelTable(each, names, t)]),
    ...(curve.length < 2 ? [] : [curveBlock(curve, multiLabel, t)]),
    ...notedTable(t('Least certain: label others like these next'), uncertain, t),
    ...notedTable(t('Labels that may be wrong'), suspected, t),
  ];
}

function labelTable(each: NonNullable<ClassifierFigures['each']>, names: readonly string[], t: Translate): ReportTable {
  return {
    kind: 'table',
    title: t('Each label'),
    head: ['', t('right when predicted'), t('found'), t('F1'), t('predicted from')],
    rows: each.map(({ precision, recall, f1, threshold }, at) => [names[at] ?? '', ...[precision, recall, f1, threshold].map(percent)]),
    numbers: 4,
  };
}

function curveBlock(points: ClassifierFigures['curve'], multiLabel: boolean, t: Translate): ReportBlock {
  return {
    kind: 'curve',
    title: t('With fewer examples'),
    names: [t('examples'), multiLabel ? t('decisions that are right') : t('accuracy'), t('with 95 % confidence')],
    points: points.map(({ examples, accuracy }) => {
      const { value, low, high } = accuracy;
      return { examples, accuracy, shown: [percent(value), t('{0} to {1}', percent(low), percent(high))] };
    }),
  };
}

/** The curve in numbers, with whatever else is to stand after them. */
export function curveTable({ title, names, points }: ReportCurve, more?: (share: number) => string): ReportTable {
  const rows = points.map(({ examples, accuracy, shown }) => [String(examples), ...shown, ...(more ? [more(accuracy.value)] : [])]);
  return { kind: 'table', title, head: [...names, ...(more ? [''] : [])], rows, numbers: 1 };
}

/** A figure and where it lies with 95 % confidence. */
export function range({ value, low, high }: HeadFigure, t: Translate): string {
  return t('{0} ({1} to {2})', percent(value), percent(low), percent(high));
}

function notedTable(title: string, texts: readonly NotedText[], t: Translate): ReportTable[] {
  if (texts.length === 0) return [];
  const named = (label: string): string => (label === '' ? t('none') : label);
  const rows = texts.map(({ text, label, said, probability }) => [
    named(label),
    named(said),
    percent(probability),
    excerptStart(text.replace(/\s+/g, ' '), shownCharacters),
  ]);
  return [{ kind: 'table', title, head: [t('actual'), t('predicted'), t('confidence'), t('text')], rows, numbers: 0 }];
}

function andOthers(count: number, t: Translate): string {
  return count === 1 ? t('and 1 other') : t('and {0} others', count);
}
