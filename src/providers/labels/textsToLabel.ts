import { append } from '../../common/append.js';
import * as vscode from 'vscode';
import type { TablePlace } from '../../common/methods/tables.js';
import type { TableApi } from '../../common/methods/tables.js';
import { chooseColumns } from '../../host/chooseColumns.js';
import { plainText } from '../../host/documentText.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';

/** A text that may get a label, and where it is from. */
export interface TextToLabel {
  readonly text: string;
  readonly source: string;
}

/** More would take long, and say little more about which are worth labelling. */
const mostTexts = 2000;

/** Asks where to look for texts to label: in the table or the document that is open, or in another table. `undefined` where nothing was chosen. */
export async function chooseTextsToLabel(tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  const document = lastDocument();
  const format = document?.uri.scheme === 'file' ? formatOf(document.uri.path) : undefined;
  const items: (vscode.QuickPickItem & { readonly read: () => Promise<readonly TextToLabel[] | undefined> })[] = [];
  if (document !== undefined) {
    const description = vscode.workspace.asRelativePath(document.uri);
    items.push(
      format === undefined
        ? { label: vscode.l10n.t('The Paragraphs of This Document'), description, read: () => Promise.resolve(paragraphsOf(document)) }
        : { label: vscode.l10n.t('The Rows of This Table'), description, read: () => rowsOf(document.uri, format, tables) },
    );
  }
  items.push({ label: vscode.l10n.t('A Table…'), read: () => chooseTable(tables) });
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Label Which Texts?') }))?.read();
}

/** The report has the focus when this is asked: then the document that is seen beside it, if there is one. */
function lastDocument(): vscode.TextDocument | undefined {
  return (vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0])?.document;
}

function paragraphsOf(document: vscode.TextDocument): TextToLabel[] {
  const source = vscode.workspace.asRelativePath(document.uri);
  const texts = plainText(document.getText()).split(/\n[ \t]*\n/).map((text) => text.trim()); // prettier-ignore
  return texts.filter((text) => text !== '').slice(0, mostTexts).map((text) => ({ text, source })); // prettier-ignore
}

async function chooseTable(tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  const filters = { [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'tab', 'jsonl', 'ndjson'] };
  const [uri] = (await vscode.window.showOpenDialog({ filters, title: vscode.l10n.t('A Table of Texts') })) ?? [];
  return uri && rowsOf(uri, formatOf(uri.path) ?? 'csv', tables);
}

async function rowsOf(uri: vscode.Uri, format: TableFormat, tables: TableApi): Promise<readonly TextToLabel[] | undefined> {
  const columns = await chooseColumns({ path: uri.fsPath, format }, false, tables);
  if (columns === undefined) return undefined;
  const source = vscode.workspace.asRelativePath(uri);
  const texts: TextToLabel[] = [];
  let from: TablePlace | undefined;
  do {
    const place = from === undefined ? { columns } : { from };
    const page = await tables.readTable({ path: uri.fsPath, format, limit: mostTexts, ...place });
    append(
      texts,
      page.rows.map(({ text }) => ({ text: text.trim(), source })),
    );
    from = page.next;
  } while (from !== undefined && texts.length < mostTexts);
  return texts.slice(0, mostTexts);
}
