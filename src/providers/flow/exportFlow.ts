import * as vscode from 'vscode';
import { plainText } from '../../host/documentText.js';
import { showBriefly } from '../../host/messages.js';
import { flowCsv } from '../../text/flow/report/csv.js';
import { reportedPairs } from '../../text/flow/report/flowReport.js';
import { flowMarkdown } from '../../text/flow/report/markdown.js';
import { sarif } from '../../text/flow/report/sarif.js';
import { TextLines } from '../../text/flow/report/textLines.js';
import type { FlowSessions } from './flowSessions.js';

export type ExportFormat = 'markdown' | 'csv' | 'sarif';

/** Shows what was found in all checked documents as a new document of the chosen format, to be saved wherever its reader wants. */
export async function exportFlow(sessions: FlowSessions, version: string, chosen: unknown): Promise<void> {
  const format = isFormat(chosen) ? chosen : await chooseFormat();
  if (format === undefined) return;
  const files = sessions.all.flatMap(({ document, check }) => {
    if (check === undefined) return [];
    const { report } = check;
    const name = vscode.workspace.asRelativePath(document.uri, false);
    const isInWorkspace = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    const uri = isInWorkspace ? name : document.uri.toString();
    return [{ name, uri, report, lines: new TextLines(plainText(document.getText())), pairs: reportedPairs(report) }];
  });
  if (files.length === 0) {
    showBriefly(vscode.l10n.t('Check the flow of the document first.'));
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
    { format: 'markdown', label: 'Markdown', description: vscode.l10n.t('Warnings by headings, to be read') },
    { format: 'csv', label: 'CSV', description: vscode.l10n.t('All pairs with their scores, for a spreadsheet') },
    { format: 'sarif', label: 'SARIF', description: vscode.l10n.t('Warnings for code scanning') },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Export the Flow as') }))?.format;
}

function isFormat(value: unknown): value is ExportFormat {
  return value === 'markdown' || value === 'csv' || value === 'sarif';
}
