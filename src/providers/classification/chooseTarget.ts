import * as vscode from 'vscode';
import type { TableApi } from '../../common/methods/tables.js';
import { chooseColumns } from '../../host/chooseColumns.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';
import type { ManyTexts } from '../../sessions/classification/manyTexts.js';
import { type OfferedTarget, offeredTargets } from '../../sessions/classification/offeredTargets.js';

/** What is to be classified. */
export type Target = { readonly kind: 'range'; readonly editor: vscode.TextEditor; readonly range: vscode.Range } | ManyTexts;

/** More files at once are a mistake in the pattern. */
const maxFiles = 5000;

/**
 * Asks what is to be classified, unless there is one answer only: the selection comes first, then the rows of a table, the document, and
 * files. A file that a menu names is taken as it is.
 */
export async function chooseTarget(named: unknown, tables: TableApi): Promise<Target | undefined> {
  if (named instanceof vscode.Uri) return targetOf(named, tables);
  const editor = vscode.window.activeTextEditor;
  const uri = editor?.document.uri;
  const open = editor && { hasSelection: !editor.selection.isEmpty, ...(uri?.scheme === 'file' && { path: uri.path }) };
  const items = offeredTargets(open).map(itemOf);
  const chosen = items.length === 1 ? items[0] : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Classify What?') });
  if (chosen === undefined) return undefined;
  const { offered } = chosen;
  if (offered.kind === 'files' || editor === undefined) return chooseFiles();
  if (offered.kind === 'rows') return rowsOf(editor.document.uri, offered.format, tables);
  return { kind: 'range', editor, range: offered.kind === 'selection' ? editor.selection : wholeOf(editor.document) };
}

/** The selection of an editor; where nothing is selected, what is chosen. */
export async function selectionOf(editor: vscode.TextEditor, tables: TableApi): Promise<Target | undefined> {
  return editor.selection.isEmpty ? chooseTarget(undefined, tables) : { kind: 'range', editor, range: editor.selection };
}

function itemOf(offered: OfferedTarget): vscode.QuickPickItem & { readonly offered: OfferedTarget } {
  switch (offered.kind) {
    case 'selection':
      return { label: vscode.l10n.t('The Selection'), offered };
    case 'rows':
      return { label: vscode.l10n.t('The Rows of This Table'), offered };
    case 'document':
      return { label: vscode.l10n.t('The Document'), offered };
    case 'files':
      return { label: vscode.l10n.t('Files…'), description: vscode.l10n.t('all that match a pattern, each as one text'), offered };
  }
}

async function targetOf(uri: vscode.Uri, tables: TableApi): Promise<Target | undefined> {
  const { type } = await vscode.workspace.fs.stat(uri);
  if (type === vscode.FileType.Directory) return filesOf(new vscode.RelativePattern(uri, '**/*.{md,txt,tex,rst,adoc,typ}'));
  const format = formatOf(uri.path);
  return format === undefined ? { kind: 'files', uris: [uri.toString()] } : rowsOf(uri, format, tables);
}

async function rowsOf(uri: vscode.Uri, format: TableFormat, tables: TableApi): Promise<Target | undefined> {
  const columns = await chooseColumns({ path: uri.fsPath, format }, false, tables);
  return columns && { kind: 'rows', uri: uri.toString(), source: { path: uri.fsPath, format, columns } };
}

async function chooseFiles(): Promise<Target | undefined> {
  const pattern = await vscode.window.showInputBox({
    title: vscode.l10n.t('Files to Classify'),
    prompt: vscode.l10n.t('A pattern of files in the workspace. Tables are read as one text; open one to classify its rows.'),
    value: '**/*.{md,txt}',
    ignoreFocusOut: true,
  });
  return pattern === undefined || pattern.trim() === '' ? undefined : filesOf(pattern.trim());
}

async function filesOf(pattern: vscode.GlobPattern): Promise<Target> {
  const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**', maxFiles);
  return { kind: 'files', uris: uris.sort((a, b) => (a.path < b.path ? -1 : 1)).map((uri) => uri.toString()) };
}

function wholeOf(document: vscode.TextDocument): vscode.Range {
  return document.validateRange(new vscode.Range(0, 0, document.lineCount, 0));
}
