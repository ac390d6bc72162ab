import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showFailure } from '../../host/messages.js';
import { saveWhole } from '../../host/saveWhole.js';
import { labelSarif } from '../../report/classification/labelSarif.js';
import { labelsOfRow, rowsAsCsv, rowsAsJsonLines } from '../../learning/table/labelRows.js';
import type { LabelTable } from './labelTable.js';

/** Saves what the table shows as CSV or JSON lines, or the texts of one label as SARIF for code scanning. Returns whether it was saved. */
export async function exportLabels(table: LabelTable, version: string, log: Log): Promise<boolean> {
  const { labels } = table.all;
  if (table.all.rows.length === 0) {
    showBriefly(vscode.l10n.t('There are no labels to export yet.'));
    return false;
  }
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    filters: { CSV: ['csv'], 'JSON Lines': ['jsonl'], SARIF: ['sarif'] },
    title: vscode.l10n.t('Export Labels'),
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'labels.csv') }),
  });
  if (uri === undefined) return false;
  const content = await contentFor(uri, table, labels, version);
  if (content === undefined) return false;
  try {
    await saveWhole(uri, content);
    showBriefly(vscode.l10n.t('Saved.'));
    return true;
  } catch (error) {
    log.write('error', `Labels were not saved: ${String(error)}`);
    const reason = error instanceof Error ? error.message : String(error);
    const message = vscode.l10n.t('The labels could not be saved: {0}. Choose another place and try again.', reason);
    await showFailure(new ClozeError({ code: 'disk', message }).detail);
    return false;
  }
}

async function contentFor(uri: vscode.Uri, table: LabelTable, labels: readonly string[], version: string): Promise<string | undefined> {
  if (uri.path.endsWith('.jsonl')) return rowsAsJsonLines(table.shown, labels);
  if (!uri.path.endsWith('.sarif')) return rowsAsCsv(table.shown, labels);
  const wanted = await vscode.window.showQuickPick([...labels], { title: vscode.l10n.t('Texts of Which Label?') });
  if (wanted === undefined) return undefined;
  const files = table.all.rows
    .filter((row) => labelsOfRow(row).includes(wanted))
    .map(({ uri, file, excerpt, probability, probabilities, line, lastLine }) => {
      const region = { startLine: line, startColumn: 1, endLine: lastLine + 1, endColumn: 1 };
      const place = isInWorkspace(uri) ? file : uri;
      return { uri: place, label: wanted, probability: probabilities?.[labels.indexOf(wanted)] ?? probability, passage: excerpt, region };
    });
  return `${JSON.stringify(labelSarif(files, wanted, version), null, 2)}\n`;
}

function isInWorkspace(uri: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}
