import { labelsOfRow } from '../../learning/table/labelRows.js';
import { rowsAsCsv, rowsAsJsonLines } from '../../report/classification/labelRows.js';
import { labelSarif } from '../../report/classification/labelSarif.js';
import type { LabelTable } from './labelTable.js';

/** How a table of labels is written. */
export type ExportFormat = 'csv' | 'jsonl' | 'sarif';

/** The format of a file by its name; CSV for any other. */
export function exportFormat(path: string): ExportFormat {
  const ending = path.toLowerCase();
  if (ending.endsWith('.jsonl')) return 'jsonl';
  return ending.endsWith('.sarif') ? 'sarif' : 'csv';
}

/** What the table shows, as CSV or JSON lines. */
export function exportedRows({ shown, labels }: LabelTable, format: 'csv' | 'jsonl'): string {
  return format === 'jsonl' ? rowsAsJsonLines(shown, labels) : rowsAsCsv(shown, labels);
}

/**
 * The texts that have a label, as SARIF for code scanning.
 * @param version of Cloze
 * @param isInWorkspace whether a file is told by its name in the workspace
 */
export function exportedSarif(table: LabelTable, wanted: string, version: string, isInWorkspace: (uri: string) => boolean): string {
  const files = table.rows
    .filter((row) => labelsOfRow(row).includes(wanted))
    .map(({ uri, file, excerpt, probability, probabilities, line, lastLine }) => ({
      uri: isInWorkspace(uri) ? file : uri,
      label: wanted,
      probability: probabilities?.[table.labels.indexOf(wanted)] ?? probability,
      passage: excerpt,
      region: { startLine: line, startColumn: 1, endLine: lastLine + 1, endColumn: 1 },
    }));
  return `${JSON.stringify(labelSarif(files, wanted, version), null, 2)}\n`;
}
