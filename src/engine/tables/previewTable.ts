import { basename } from 'node:path';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import type { PreviewTableRequest, PreviewTableResult } from '../../common/methods/tables.js';
import { cancelledError } from '../../common/clozeError.js';
import { excerptStart } from '../../prose/excerpt.js';
import { fileBytes } from './fileBytes.js';
import { cellOf, openTable } from './tableReader.js';

const previewRows = 50;
const maxValues = 20;
const longestValue = 120;

/** Guesses the columns of a table by its first rows, and tells what is in each. */
export async function previewTable(
  { path, format, header }: PreviewTableRequest,
  cancel: CancellationToken = neverCancelled,
): Promise<PreviewTableResult> {
  const name = basename(path);
  const { columns, rows } = await openTable(fileBytes(path, name), format, header === undefined ? {} : { header }, name, { cancel });
  const values = (columns.header ?? []).map(() => new Set<string>());
  let seen = 0;
  for await (const row of rows) {
    if (cancel.isCancellationRequested) throw cancelledError();
    while (values.length < row.cells.length && row.names === undefined) values.push(new Set());
    for (const [column, found] of values.entries()) {
      const value = excerptStart((cellOf(row, columns, column) ?? '').replace(/\s+/g, ' ').trim(), longestValue);
      if (value !== '' && found.size < maxValues) found.add(value);
    }
    if (++seen === previewRows) break;
  }
  return { columns, values: values.map((found) => [...found]) };
}
