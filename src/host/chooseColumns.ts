import * as vscode from 'vscode';
import type { PreviewTableRequest, TableColumns } from '../common/methods/tables.js';
import type { TableApi } from '../common/methods/tables.js';
import { ClozeError } from '../common/clozeError.js';

/** Values of a column that are shown of it. */
const shownValues = 4;

interface ColumnItem extends vscode.QuickPickItem {
  /** What is chosen with it; both where it is the guess. */
  readonly chosen?: { readonly text: number; readonly label?: number };
  /** Read the table again, with or without names in its first row. */
  readonly header?: boolean;
}

/**
 * Asks which column of a table holds the texts and, where they are wanted, which the labels: each with its first values, the guess first.
 * A table of one column is not asked about. `undefined` where nothing was chosen.
 */
export async function chooseColumns(
  table: PreviewTableRequest,
  wantsLabels: boolean,
  tables: Pick<TableApi, 'previewTable'>,
): Promise<TableColumns | undefined> {
  const { columns, values } = await tables.previewTable(table);
  if (values.length < 2) {
    if (!wantsLabels) return columns;
    const message = vscode.l10n.t('The table has one column only. Labels need one of their own beside the texts.');
    throw new ClozeError({ code: 'bad-request', message });
  }
  const title = wantsLabels ? vscode.l10n.t('Texts and Labels') : vscode.l10n.t('Which Column Holds the Texts?');
  const items = [...guessed(columns, values, wantsLabels), ...listed(columns, values), ...aboutNames(columns, table.format)];
  const item = await vscode.window.showQuickPick(items, { title, matchOnDetail: true, ignoreFocusOut: true });
  if (item?.header !== undefined) return chooseColumns({ ...table, header: item.header }, wantsLabels, tables);
  if (item?.chosen === undefined) return undefined;
  const { text, label = wantsLabels ? await chooseLabels(columns, values, text) : undefined } = item.chosen;
  if (wantsLabels && label === undefined) return undefined;
  return { ...(columns.header && { header: columns.header }), text, ...(label !== undefined && { label }) };
}

/** The guess as one entry, where it takes two columns. */
function guessed({ header, text, label }: TableColumns, values: readonly (readonly string[])[], wantsLabels: boolean): ColumnItem[] {
  if (!wantsLabels || label === undefined) return [];
  return [
    {
      label: `$(check) ${vscode.l10n.t('Texts: {0}, labels: {1}', nameOf(text, header), nameOf(label, header))}`,
      detail: `${shown(values[label])} ← ${shown(values[text], 1)}`,
      chosen: { text, label },
    },
    { label: vscode.l10n.t('Texts in the column'), kind: vscode.QuickPickItemKind.Separator },
  ];
}

/** Each column as the one of the texts, those of the guess first. */
function listed({ header, text, label }: TableColumns, values: readonly (readonly string[])[]): ColumnItem[] {
  const order = new Set([text, ...(label === undefined ? [] : [label]), ...values.keys()]);
  return [...order].map((column) => ({ label: nameOf(column, header), detail: shown(values[column]), chosen: { text: column } }));
}

/** JSON has names always. */
function aboutNames({ header }: TableColumns, format: PreviewTableRequest['format']): ColumnItem[] {
  if (format !== 'csv' && format !== 'tsv') return [];
  const label = header === undefined ? vscode.l10n.t('The First Row Is a Header') : vscode.l10n.t('The First Row Is Data (No Header)');
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(list-flat) ${label}`, header: header === undefined },
  ];
}

async function chooseLabels(
  { header, label }: TableColumns,
  values: readonly (readonly string[])[],
  text: number,
): Promise<number | undefined> {
  const order = new Set([...(label === undefined || label === text ? [] : [label]), ...values.keys()]);
  order.delete(text);
  const items = [...order].map((column) => ({ label: nameOf(column, header), detail: shown(values[column]), column }));
  return (
    await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Which Column Holds the Labels?'),
      matchOnDetail: true,
      ignoreFocusOut: true,
    })
  )?.column;
}

function nameOf(column: number, header: readonly string[] | undefined): string {
  const name = header?.[column]?.trim() ?? '';
  return name === '' ? vscode.l10n.t('Column {0}', column + 1) : name;
}

function shown(values: readonly string[] = [], most = shownValues): string {
  return values.length === 0 ? vscode.l10n.t('(empty)') : values.slice(0, most).join(' · ');
}
