import * as vscode from 'vscode';
import { ClozeError } from '../../common/clozeError.js';
import type { TableApi } from '../../common/methods/tables.js';
import { chooseColumns } from '../../host/chooseColumns.js';
import { type LabelledText, labelSource } from '../../learning/examples/labelFile.js';
import { formatOf } from '../../learning/table/columns.js';
import { isConllName, readConll } from '../../learning/tagging/conll.js';
import {
  type ExampleSource,
  folderSource,
  type OfferedSource,
  offeredSources,
  tableSource,
  type TaggedSource,
  workspaceSource,
} from '../../sessions/labels/exampleSources.js';
import type { LabelStore } from '../../sessions/labels/labelStore.js';

type Source = ExampleSource | TaggedSource;

/**
 * Asks what to learn from: labels of the workspace, a table, a folder for each label, or words with tags. A file that a menu names is taken
 * as it is.
 */
export async function chooseExamples(named: unknown, tables: TableApi, labels: LabelStore): Promise<Source | undefined> {
  if (named instanceof vscode.Uri) return sourceAt(named, tables);
  const own = await labels.read();
  const uri = vscode.window.activeTextEditor?.document.uri;
  const open = uri?.scheme === 'file' ? uri : undefined;
  const items = offeredSources(open?.path).map((offered) => ({ ...shown(offered, open, own), offered }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Learn from'), matchOnDescription: true });
  switch (chosen?.offered.kind) {
    case undefined:
      return undefined;
    case 'workspace':
      return workspaceSource(own);
    case 'this-table':
    case 'this-tagged-file':
      return open && sourceAt(open, tables);
    case 'table':
      return chooseTable(tables);
    case 'folder':
      return chooseFolder(tables);
    case 'tagged-file':
      return chooseTaggedFile();
  }
}

function shown(offered: OfferedSource, open: vscode.Uri | undefined, own: readonly LabelledText[]): vscode.QuickPickItem {
  const file = open === undefined ? '' : vscode.workspace.asRelativePath(open);
  switch (offered.kind) {
    case 'this-table':
      return { label: vscode.l10n.t('This Table'), description: file };
    case 'this-tagged-file':
      return { label: vscode.l10n.t('This CoNLL File'), description: file };
    case 'workspace': {
      const count = own.length === 1 ? vscode.l10n.t('1 text') : vscode.l10n.t('{0} texts', own.length);
      return { label: vscode.l10n.t('Labels of This Workspace'), description: `${labelSource}, ${count}` };
    }
    case 'table':
      return {
        label: vscode.l10n.t('A Table…'),
        description: vscode.l10n.t('CSV, TSV or JSON lines with a column of texts and one of labels'),
      };
    case 'folder':
      return {
        label: vscode.l10n.t('A Folder for Each Label…'),
        description: vscode.l10n.t('a folder of text files whose subfolders are named after the labels'),
      };
    case 'tagged-file':
      return { label: vscode.l10n.t('CoNLL File…'), description: vscode.l10n.t('a CoNLL file, to find names and other words in texts') };
  }
}

async function sourceAt(uri: vscode.Uri, tables: TableApi): Promise<Source | undefined> {
  if (isConllName(uri.path)) return taggedAt(uri);
  const { type } = await vscode.workspace.fs.stat(uri);
  return type === vscode.FileType.Directory ? folderSource(uri.fsPath, tables) : tableAt(uri, tables);
}

async function chooseTable(tables: TableApi): Promise<Source | undefined> {
  const filters = { [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'tab', 'jsonl', 'ndjson'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A Table of Labeled Texts') })) ?? [];
  return uri && tableAt(uri, tables);
}

async function tableAt(uri: vscode.Uri, tables: TableApi): Promise<Source | undefined> {
  const table = { path: uri.fsPath, format: formatOf(uri.path) ?? 'csv' };
  const columns = await chooseColumns(table, true, tables);
  return columns && tableSource({ ...table, columns }, tables);
}

async function chooseFolder(tables: TableApi): Promise<Source | undefined> {
  const title = vscode.l10n.t('Folder With a Subfolder for Each Label');
  const options = { canSelectFiles: false, canSelectFolders: true, title, openLabel: vscode.l10n.t('Learn From It') };
  const [uri] = (await vscode.window.showOpenDialog(options)) ?? [];
  return uri && folderSource(uri.fsPath, tables);
}

async function chooseTaggedFile(): Promise<Source | undefined> {
  const filters = {
    [vscode.l10n.t('CoNLL Files')]: ['conll', 'bio', 'bioes', 'bilou', 'iob', 'iob2', 'iob1'],
    [vscode.l10n.t('All Files')]: ['*'],
  };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A CoNLL File') })) ?? [];
  return uri && taggedAt(uri);
}

/** The file as the editor reads it, with the encoding that its settings say and what is not saved yet. */
function taggedAt(uri: vscode.Uri): TaggedSource {
  const name = vscode.workspace.asRelativePath(uri);
  return { kind: 'words', read: async () => readConll(await textOf(uri, name), name) };
}

async function textOf(uri: vscode.Uri, name: string): Promise<string> {
  try {
    return (await vscode.workspace.openTextDocument(uri)).getText();
  } catch (error) {
    throw new ClozeError({ code: 'disk', message: vscode.l10n.t('{0} cannot be read. Perhaps it was moved.', name) }, { cause: error });
  }
}
