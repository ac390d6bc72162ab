import { basename } from 'node:path';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import type { ReadTableRequest, ReadTableResult, TableColumns } from '../../common/methods/tables.js';
import { cancelledError } from '../../common/clozeError.js';
import { fileBytes } from './fileBytes.js';
import { cellOf, openTable, tableWith } from './tableReader.js';
import { type TableRow, tableRows } from './tableRows.js';

/** Reads some rows of a table on disk. It holds nothing between two calls: each says where it goes on. */
export async function readTable(
  { path, format, from, columns: chosen, limit }: ReadTableRequest,
  cancel: CancellationToken = neverCancelled,
): Promise<ReadTableResult> {
  const name = basename(path);
  const start = from?.byte ?? 0;
  const source = fileBytes(path, name, start);
  const { columns, dialect, rows } =
    from !== undefined
      ? { ...from, rows: tableRows(source, format, name, { dialect: from.dialect, cancel }) }
      : chosen !== undefined
        ? await tableWith(chosen, source, format, name, { cancel })
        : await openTable(source, format, {}, name, { cancel });
  const read: TableRow[] = [];
  let hasMore = false;
  for await (const row of rows) {
    if (cancel.isCancellationRequested) throw cancelledError();
    // One more than is wanted tells whether there are more.
    hasMore = read.length === limit;
    if (hasMore) break;
    read.push(row);
  }
  const lines = from?.lines ?? 0;
  const last = read.at(-1);
  return {
    rows: read.map((row) => rowOf(row, columns, lines)),
    ...(hasMore && last !== undefined && { next: { byte: start + last.end, lines: lines + lineEnd(last), columns, dialect } }),
  };
}

function rowOf(row: TableRow, columns: TableColumns, before: number): ReadTableResult['rows'][number] {
  const label = columns.label === undefined ? undefined : cellOf(row, columns, columns.label);
  return { line: before + row.line, text: cellOf(row, columns, columns.text) ?? '', ...(label !== undefined && { label }) };
}

/** Lines up to the end of a row. */
function lineEnd({ line, cells }: TableRow): number {
  return line + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
}
