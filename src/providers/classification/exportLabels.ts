import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { Log } from '../../host/log.js';
import { showBriefly, showFailure } from '../../host/messages.js';
import { saveWhole } from '../../host/saveWhole.js';
import { exportedRows, exportedSarif, exportFormat } from '../../sessions/classification/exportedLabels.js';
import type { LabelTable } from '../../sessions/classification/labelTable.js';

/** Saves what the table shows as CSV or JSON lines, or the texts of one label as SARIF for code scanning. Returns whether it was saved. */
export async function exportLabels(table: LabelTable, version: string, log: Log): Promise<boolean> {
  if (table.rows.length === 0) {
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
  const content = await contentFor(uri.path, table, version);
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

async function contentFor(path: string, table: LabelTable, version: string): Promise<string | undefined> {
  const format = exportFormat(path);
  if (format !== 'sarif') return exportedRows(table, format);
  const wanted = await vscode.window.showQuickPick([...table.labels], { title: vscode.l10n.t('Texts of Which Label?') });
  return wanted === undefined ? undefined : exportedSarif(table, wanted, version, isInWorkspace);
}

function isInWorkspace(uri: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}
