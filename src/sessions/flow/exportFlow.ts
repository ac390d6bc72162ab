import { flowCsv } from '../../report/flow/csv.js';
import { flowMarkdown } from '../../report/flow/markdown.js';
import { sarif } from '../../report/flow/sarif.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import type { FlowResults } from './flowResults.js';

export type ExportFormat = 'markdown' | 'csv' | 'sarif';

export function isExportFormat(value: unknown): value is ExportFormat {
  return value === 'markdown' || value === 'csv' || value === 'sarif';
}

/** A file as a report names it. */
export interface ReportedFile {
  /** For people. */
  readonly name: string;
  /** Its path relative to the workspace's folder, with `/`, or its URI where it is in none. */
  readonly address: string;
}

export interface ExportedFlow {
  /** The editor's id of the language that the report is written in. */
  readonly language: string;
  readonly content: string;
}

/**
 * What was found in all checked files as a report.
 * @param named gives the names of the file with a URI
 * @param version the version of Cloze
 * @returns `undefined` where no file was checked
 */
export function exportFlow(
  results: FlowResults,
  format: ExportFormat,
  named: (uri: string) => ReportedFile,
  version: string,
): ExportedFlow | undefined {
  const files = results.all.flatMap(({ uri, latest }) => {
    if (latest === undefined) return [];
    const { name, address } = named(uri);
    const { report } = latest.check;
    return [{ name, uri: address, report, lines: latest.lines, pairs: reportedPairs(report) }];
  });
  if (files.length === 0) return undefined;
  switch (format) {
    case 'markdown':
      return { language: 'markdown', content: files.map(({ name, report, lines }) => flowMarkdown(name, report, lines)).join('\n') };
    case 'csv':
      return { language: 'plaintext', content: files.map(({ name, report, lines }) => flowCsv(name, report, lines)).join('') };
    case 'sarif':
      return { language: 'json', content: `${JSON.stringify(sarif(files, version), null, 2)}\n` };
  }
}
