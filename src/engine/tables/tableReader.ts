import type { TableColumns, TableDialect } from '../../common/methods/tables.js';
import { type ColumnChoice, findColumns, type TableFormat } from '../../learning/table/columns.js';
import { openRows, type TableReading, type TableRow } from './tableRows.js';

/** A table whose columns are known. */
export interface OpenTable {
  readonly columns: TableColumns;
  readonly dialect: TableDialect;
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
  reading: TableReading = {},
): Promise<OpenTable> {
  const { dialect, rows: all } = await openRows(source, format, name, reading);
  const first: TableRow[] = [];
  while (first.length < previewRows) {
    const next = await all.next();
    if (next.done === true) break;
    first.push(next.value);
  }
  const names = first[0]?.names;
  const columns = findColumns(first.map(({ cells }) => cells), format === 'lines' ? { ...choice, header: false } : choice, names); // prettier-ignore
  const isNamed = columns.header !== undefined && names === undefined;
  return { columns, dialect, rows: rowsOf(isNamed ? first.slice(1) : first, all) };
}

/** A table whose columns were named. */
export async function tableWith(
  columns: TableColumns,
  source: AsyncIterable<Uint8Array>,
  format: TableFormat,
  name: string,
  reading: TableReading = {},
): Promise<OpenTable> {
  const { dialect, rows } = await openRows(source, format, name, reading);
  const isNamed = columns.header !== undefined && (format === 'csv' || format === 'tsv');
  return { columns, dialect, rows: isNamed ? withoutFirst(rows) : rows };
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
