import * as vscode from 'vscode';
import { exportFlow, type ExportFormat, isExportFormat, type ReportedFile } from '../../sessions/flow/exportFlow.js';
import type { FlowResults } from '../../sessions/flow/flowResults.js';
import { showNotChecked } from './target.js';

/** Shows what was found in all checked files as a new document of the chosen format, to be saved wherever its reader wants. */
export async function showReport(results: FlowResults, version: string, chosen: unknown): Promise<void> {
  const format = isExportFormat(chosen) ? chosen : await chooseFormat();
  if (format === undefined) return;
  const report = exportFlow(results, format, namesOf, version);
  if (report === undefined) showNotChecked();
  else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ ...report }));
}

function namesOf(uri: string): ReportedFile {
  const file = vscode.Uri.parse(uri);
  const name = vscode.workspace.asRelativePath(file, false);
  return { name, address: vscode.workspace.getWorkspaceFolder(file) === undefined ? uri : name };
}

async function chooseFormat(): Promise<ExportFormat | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly format: ExportFormat })[] = [
    { format: 'markdown', label: 'Markdown', description: vscode.l10n.t('Warnings by heading, for readers') },
    { format: 'csv', label: 'CSV', description: vscode.l10n.t('All pairs with their scores, for a spreadsheet') },
    { format: 'sarif', label: 'SARIF', description: vscode.l10n.t('Warnings for code scanning') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export Flow Report As') }))?.format;
}
