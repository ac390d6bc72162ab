import type { TableColumns } from '../../common/classificationApi.js';
import { type ColumnChoice, findColumns, type TableFormat } from '../../text/classification/table/columns.js';
import { type TableRow, tableRows } from './tableRows.js';

/** A table whose columns are known. */
export interface OpenTable {
  readonly columns: TableColumns;
  /** Its rows but the names of the columns. */
  readonly rows: AsyncIterable<TableRow>;
}

/** Rows that tell what the columns are. */
const previewRows = 50;

/** Starts to read a table: finds its columns by its first rows. Fails with a `ClozeError` where the table has none. */
export async function openTable(
  source: AsyncIterable<Uint8Array>,
  format: TableFormat,
  choice: ColumnChoice,
  name: string,
): Promise<OpenTable> {
  const all = tableRows(source, format, name);
  const first: TableRow[] = [];
  while (first.length < previewRows) {
    const next = await all.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const names = first[0]?.names;
  const columns = findColumns(first.map(({ cells }) => cells), format === 'lines' ? { ...choice, header: false } : choice, names); // prettier-ignore
  const isNamed = columns.header !== undefined && names === undefined;
  return { columns, rows: rowsOf(isNamed ? first.slice(1) : first, all) };
}

/** A table whose columns somebody has named. */
export function tableWith(columns: TableColumns, source: AsyncIterable<Uint8Array>, format: TableFormat, name: string): OpenTable {
  const rows = tableRows(source, format, name);
  const isNamed = columns.header !== undefined && (format === 'csv' || format === 'tsv');
  return { columns, rows: isNamed ? withoutFirst(rows) : rows };
}

/** The cell of a column; rows of JSON may have their keys in any order, or lack some. */
export function cellOf({ cells, names }: TableRow, { header }: TableColumns, column: number): string | undefined {
  if (names === undefined || header === undefined) return cells[column];
  const at = names.indexOf(header[column] ?? '');
  return at < 0 ? undefined : cells[at];
}

async function* rowsOf(first: readonly TableRow[], rest: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  try {
    yield* first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* withoutFirst(rows: AsyncGenerator<TableRow>): AsyncGenerator<TableRow> {
  await rows.next();
  yield* rowsOf([], rows);
}
