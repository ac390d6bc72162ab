import type { LabelRow } from '../../learning/table/labelRows.js';
import { reportCsv } from '../csv.js';

/** Rows as CSV with the probability of each label; lines end in `\n`, as in the tables of the command line. */
export function rowsAsCsv(rows: readonly LabelRow[], labels: readonly string[]): string {
  const names = ['file', 'line', 'label', 'probability', ...labels.map((label) => `p_${label}`), 'text'];
  const lines = rows.map(({ file, line, label, probability, probabilities = [], excerpt }) => {
    const each = labels.map((_, at) => probabilities[at] ?? '');
    return [file, line, label, probability, ...each, excerpt];
  });
  return reportCsv([names, ...lines], '\n');
}

/** Rows as JSON lines; a label is a list where a text may have several. */
export function rowsAsJsonLines(rows: readonly LabelRow[], labels: readonly string[]): string {
  const lines = rows.map(({ file, line, label, labels: all, probability, probabilities, excerpt }) => {
    const each = probabilities && Object.fromEntries(labels.map((name, at) => [name, probabilities[at] ?? null]));
    return `${JSON.stringify({ file, line, label: all ?? label, probability, ...(each && { probabilities: each }), text: excerpt })}\n`;
  });
  return lines.join('');
}
