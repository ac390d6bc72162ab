import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { LeftOutFile, TableColumns, TablePlace } from '../../common/methods/tables.js';
import type { TableApi } from '../../common/methods/tables.js';
import { chooseColumns } from '../../host/chooseColumns.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import type { Example } from '../../learning/examples/labels.js';
import { holdsLabelList } from '../../learning/multiLabel/labelCell.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';
import { isConllName } from '../../learning/tagging/conll.js';
import { chooseTaggedFile, taggedAt, type TaggedSource } from './taggedFile.js';
import type { WorkspaceLabels } from './workspaceLabels.js';

const pageRows = 2000;

/** Rows that show what labels are like. */
const firstRows = 200;

const mostExamples = 100_000;

export interface ChosenExamples {
  readonly examples: readonly Example[];
  /** Files that are no texts to learn from. */
  readonly leftOut: readonly LeftOutFile[];
}

/** Labelled texts that were chosen to learn from. */
export interface ExampleSource {
  readonly kind: 'texts';
  /** Reads it. It may take long. */
  readonly read: (token: CancellationToken) => Promise<ChosenExamples>;
  /** Whether texts seem to have lists of labels. */
  readonly hasLists: boolean;
  /** The workspace's own file of labels, where it is that. */
  readonly file?: string;
}

/**
 * Asks what to learn from: labels of the workspace, a table, a folder for each label, or words with tags. A file that a menu names is taken
 * as it is.
 */
export async function chooseExamples(
  named: unknown,
  tables: TableApi,
  labels: WorkspaceLabels,
): Promise<ExampleSource | TaggedSource | undefined> {
  if (named instanceof vscode.Uri) {
    if (isConllName(named.path)) return taggedAt(named);
    const { type } = await vscode.workspace.fs.stat(named);
    return type === vscode.FileType.Directory ? folderAt(named, tables) : tableAt(named, tables);
  }
  const own = await labels.read();
  const items: readonly (vscode.QuickPickItem & { readonly choose: () => Promise<ExampleSource | TaggedSource | undefined> })[] = [
    ...openFile(tables),
    {
      label: vscode.l10n.t('Labels of This Workspace'),
      description: `${labelSource}, ${own.length === 1 ? vscode.l10n.t('1 text') : vscode.l10n.t('{0} texts', own.length)}`,
      choose: () => Promise.resolve(workspaceSource(own)),
    },
    {
      label: vscode.l10n.t('A Table…'),
      description: vscode.l10n.t('CSV, TSV or JSON lines with a column of texts and one of labels'),
      choose: () => chooseTable(tables),
    },
    {
      label: vscode.l10n.t('A Folder for Each Label…'),
      description: vscode.l10n.t('a folder of text files whose subfolders are named after the labels'),
      choose: () => chooseFolder(tables),
    },
    {
      label: vscode.l10n.t('CoNLL File…'),
      description: vscode.l10n.t('a CoNLL file, to find names and other words in texts'),
      choose: chooseTaggedFile,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Learn from'), matchOnDescription: true }))?.choose();
}

/** The table or the file of tagged words that is open, which is likely meant. */
function openFile(
  tables: TableApi,
): (vscode.QuickPickItem & { readonly choose: () => Promise<ExampleSource | TaggedSource | undefined> })[] {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file') return [];
  const description = vscode.workspace.asRelativePath(uri);
  if (isConllName(uri.path)) {
    return [{ label: vscode.l10n.t('This CoNLL File'), description, choose: () => Promise.resolve(taggedAt(uri)) }];
  }
  return formatOf(uri.path) === undefined ? [] : [{ label: vscode.l10n.t('This Table'), description, choose: () => tableAt(uri, tables) }];
}

function workspaceSource(examples: readonly Example[]): ExampleSource {
  const hasLists = examples.some(({ label }) => holdsLabelList(label));
  return { kind: 'texts', read: () => Promise.resolve({ examples, leftOut: [] }), hasLists, file: labelSource };
}

async function chooseTable(tables: TableApi): Promise<ExampleSource | undefined> {
  const filters = { [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'tab', 'jsonl', 'ndjson'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A Table of Labeled Texts') })) ?? [];
  return uri && tableAt(uri, tables);
}

async function chooseFolder(tables: TableApi): Promise<ExampleSource | undefined> {
  const title = vscode.l10n.t('Folder With a Subfolder for Each Label');
  const options = { canSelectFiles: false, canSelectFolders: true, title, openLabel: vscode.l10n.t('Learn From It') };
  const [uri] = (await vscode.window.showOpenDialog(options)) ?? [];
  return uri && folderAt(uri, tables);
}

function folderAt(uri: vscode.Uri, tables: TableApi): ExampleSource {
  return { kind: 'texts', read: (token) => tables.readLabelFolder({ path: uri.fsPath }, token), hasLists: false };
}

async function tableAt(uri: vscode.Uri, tables: TableApi): Promise<ExampleSource | undefined> {
  const format = formatOf(uri.path) ?? 'csv';
  const columns = await chooseColumns({ path: uri.fsPath, format }, true, tables);
  if (columns === undefined) return undefined;
  const { rows } = await tables.readTable({ path: uri.fsPath, format, columns, limit: firstRows });
  return {
    kind: 'texts',
    read: async (token) => ({ examples: await tableExamples(uri, format, columns, tables, token), leftOut: [] }),
    hasLists: rows.some(({ label }) => label !== undefined && holdsLabelList(label)),
  };
}

async function tableExamples(
  uri: vscode.Uri,
  format: TableFormat,
  columns: TableColumns,
  tables: TableApi,
  token: CancellationToken,
): Promise<Example[]> {
  const examples: Example[] = [];
  let from: TablePlace | undefined;
  do {
    const request = { path: uri.fsPath, format, limit: pageRows, ...(from === undefined ? { columns } : { from }) };
    const page = await tables.readTable(request, token);
    for (const { text, label } of page.rows) if (label !== undefined && label.trim() !== '') examples.push({ text, label: label.trim() });
    from = page.next;
  } while (from !== undefined && examples.length < mostExamples);
  return examples.slice(0, mostExamples);
}
