import * as vscode from 'vscode';
import { flowCsv } from '../../report/flow/csv.js';
import { reportedPairs } from '../../writing/flow/flowReport.js';
import { flowMarkdown } from '../../report/flow/markdown.js';
import { sarif } from '../../report/flow/sarif.js';
import { showNotChecked } from './notChecked.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';

export type ExportFormat = 'markdown' | 'csv' | 'sarif';

/** Shows what was found in all checked files as a new document of the chosen format, to be saved wherever its reader wants. */
export async function exportFlow(results: FlowResults, version: string, chosen: unknown): Promise<void> {
  const format = isFormat(chosen) ? chosen : await chooseFormat();
  if (format === undefined) return;
  const files = results.all.flatMap(({ uri: address, latest }) => {
    if (latest === undefined) return [];
    const { report } = latest.check;
    const file = vscode.Uri.parse(address);
    const name = vscode.workspace.asRelativePath(file, false);
    const uri = vscode.workspace.getWorkspaceFolder(file) === undefined ? address : name;
    return [{ name, uri, report, lines: latest.lines, pairs: reportedPairs(report) }];
  });
  if (files.length === 0) {
    showNotChecked();
    return;
  }
  const [language, content] = {
    markdown: () => ['markdown', files.map(({ name, report, lines }) => flowMarkdown(name, report, lines)).join('\n')] as const,
    csv: () => ['plaintext', files.map(({ name, report, lines }) => flowCsv(name, report, lines)).join('')] as const,
    sarif: () => ['json', `${JSON.stringify(sarif(files, version), null, 2)}\n`] as const,
  }[format]();
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    { format: 'markdown', label: 'Markdown', description: vscode.l10n.t('Warnings by heading, for readers') },
    { format: 'csv', label: 'CSV', description: vscode.l10n.t('All pairs with their scores, for a spreadsheet') },
    { format: 'sarif', label: 'SARIF', description: vscode.l10n.t('Warnings for code scanning') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export Flow Report As') }))?.format;
}

function isFormat(value: unknown): value is ExportFormat {
  return value === 'markdown' || value === 'csv' || value === 'sarif';
}
