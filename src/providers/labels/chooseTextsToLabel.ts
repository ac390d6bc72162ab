import * as vscode from 'vscode';
import type { TableApi } from '../../common/methods/tables.js';
import { chooseColumns } from '../../host/chooseColumns.js';
import { plainText } from '../../host/documentText.js';
import { formatOf } from '../../learning/table/columns.js';
import { type OfferedTexts, offeredTexts, paragraphsToLabel, rowsToLabel, type TextToLabel } from '../../sessions/labels/textsToLabel.js';

/** Asks where to look for texts to label: in the table or the document that is open, or in another table. `undefined` where nothing was chosen. */
export async function chooseTextsToLabel(tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  // The report has the focus when this is asked: then it is the document that is seen beside it, if there is one.
  const document = (vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0])?.document;
  const open = document && (document.uri.scheme === 'file' ? { path: document.uri.path } : {});
  const file = document === undefined ? '' : vscode.workspace.asRelativePath(document.uri);
  const items = offeredTexts(open).map((offered) => ({ ...shown(offered, file), offered }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Label Which Texts?') });
  if (chosen === undefined) return undefined;
  if (chosen.offered.kind === 'table' || document === undefined) return chooseTable(tables);
  return chosen.offered.kind === 'paragraphs' ? paragraphsToLabel(plainText(document.getText()), file) : rowsOf(document.uri, tables);
}

function shown({ kind }: OfferedTexts, file: string): vscode.QuickPickItem {
  switch (kind) {
    case 'paragraphs':
      return { label: vscode.l10n.t('The Paragraphs of This Document'), description: file };
    case 'this-table':
      return { label: vscode.l10n.t('The Rows of This Table'), description: file };
    case 'table':
      return { label: vscode.l10n.t('A Table…') };
  }
}

async function chooseTable(tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  const filters = { [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'tab', 'jsonl', 'ndjson'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A Table of Texts') })) ?? [];
  return uri && rowsOf(uri, tables);
}

async function rowsOf(uri: vscode.Uri, tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  const table = { path: uri.fsPath, format: formatOf(uri.path) ?? 'csv' };
  const columns = await chooseColumns(table, false, tables);
  return columns && rowsToLabel({ ...table, columns }, vscode.workspace.asRelativePath(uri), tables);
}
