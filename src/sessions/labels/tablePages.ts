import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import type { ReadTableResult, TableApi, TableColumns, TablePlace } from '../../common/methods/tables.js';
import type { TableFormat } from '../../learning/table/columns.js';

/** A table on the disk, and its columns. */
export interface ChosenTable {
  /** Absolute. */
  readonly path: string;
  readonly format: TableFormat;
  readonly columns: TableColumns;
}

/** The rows of a table, some at a time. Fails as the table service does. */
export async function* tablePages(
  { path, format, columns }: ChosenTable,
  pageRows: number,
  tables: Pick<TableApi, 'readTable'>,
  token: CancellationToken = neverCancelled,
): AsyncGenerator<ReadTableResult['rows']> {
  let from: TablePlace | undefined;
  do {
    const page = await tables.readTable({ path, format, limit: pageRows, ...(from === undefined ? { columns } : { from }) }, token);
    yield page.rows;
    from = page.next;
  } while (from !== undefined);
}
