import type { ClassifierFigures, ClassifierReport, NotedText } from '../../../common/classificationApi.js';
import type { HeadFigure } from '../../../common/classifierHead.js';
import { excerptStart } from '../../excerpt.js';
import { bar, column, percent } from '../../plainText.js';

/** Characters of a text that are shown of it. */
const shownCharacters = 70;

/** What is known about a trained classifier, as plain text with a table and bars. */
export function reportText(report: ClassifierReport): string {
  const { labels, majority, figures, note, empty, repeated, contradicting } = report;
  const width = Math.max(8, ...labels.map(({ name }) => name.length)) + 2;
  const counts = labels.map(({ name, examples }) => `  ${column(name, width)}${examples} ${examples === 1 ? 'example' : 'examples'}\n`);
  const left = [
    ...(empty > 0 ? [`${empty} without words`] : []),
    ...(repeated > 0 ? [`${repeated} that were there already`] : []),
    ...(contradicting.length > 0 ? [`${contradicting.length} texts with different labels`] : []),
  ];
  return [
    counts.join(''),
    ...(left.length === 0 ? [] : [`Left out: ${left.join(', ')}\n`]),
    ...(note === undefined ? [] : [`${note}\n`]),
    ...(figures === undefined ? [] : figuresText(figures, labels.map(({ name }) => name), majority, width)), // prettier-ignore
  ].join('\n');
}

function figuresText(
  { folds, accuracy, macroF1, confusion, curve, uncertain, suspected }: ClassifierFigures,
  names: readonly string[],
  majority: number,
  width: number,
): string[] {
  const cells = Math.max(7, ...names.map((name) => name.length + 2));
  const table = [
    `  ${column('', width)}${names.map((name) => column(name, cells, 'right')).join('')}\n`,
    ...confusion.map((row, at) => `  ${column(names[at] ?? '', width)}${row.map((n) => column(String(n), cells, 'right')).join('')}\n`),
  ];
  const points = curve.map(({ examples, accuracy: { value } }) => {
    return `  ${column(String(examples), 8, 'right')}  ${column(percent(value), 7, 'right')}  ${bar(value)}\n`;
  });
  return [
    `Held-out examples (${folds}-fold cross-validation), with 95 % confidence\n` +
      `  accuracy  ${range(accuracy)}\n  macro F1  ${range(macroF1)}\n  always the most frequent label: ${percent(majority)}\n`,
    `Labels as given (rows) and as said (columns)\n${table.join('')}`,
    ...(points.length < 2 ? [] : [`Accuracy with fewer examples\n${points.join('')}`]),
    ...listed('Least sure: label others like these next', uncertain),
    ...listed('Labels that may be wrong', suspected),
  ];
}

function range({ value, low, high }: HeadFigure): string {
  return `${percent(value)} (${percent(low)} to ${percent(high)})`;
}

function listed(title: string, texts: readonly NotedText[]): string[] {
  const lines = texts.map(({ text, label, said, probability }) => {
    const short = excerptStart(text.replace(/\s+/g, ' '), shownCharacters);
    return `  ${label} → ${said} (${percent(probability)})  ${short}\n`;
  });
  return lines.length === 0 ? [] : [`${title}\n${lines.join('')}`];
}
