import type { EngineServices } from '../../common/engineApi.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifyResult } from '../../common/methods/classification.js';
import type { ReadTableResult, TableColumns, TablePlace } from '../../common/methods/tables.js';
import type { TableFormat } from '../../learning/table/columns.js';
import type { ChosenClassifier } from './classifierChoice.js';

/** Rows that are asked about at a time: those that are done stay when the rest is given up. */
const rowBatch = 128;

/** A table on disk whose rows are to be labelled. */
export interface RowSource {
  /** Absolute. */
  readonly path: string;
  readonly format: TableFormat;
  readonly columns: TableColumns;
}

/** How far a table is labelled. */
export interface RowsDone {
  readonly rows: number;
  /** Where to go on; absent before the first rows. */
  readonly from?: TablePlace;
  readonly isAll: boolean;
}

export interface RowPage {
  readonly rows: ReadTableResult['rows'];
  /** Absent where the page has no rows. */
  readonly labelled?: ClassifyResult;
  readonly done: RowsDone;
}

/** Labels the next rows of a table. Fails as the engine does; then nothing is done, so that asking again goes on where it stopped. */
export async function nextPage(
  { path, format, columns }: RowSource,
  { from, rows: before }: RowsDone,
  { classifier, multiLabel }: ChosenClassifier,
  { engine, tables }: EngineServices,
  token: CancellationToken,
): Promise<RowPage> {
  const place = from === undefined ? { columns } : { from };
  const { rows, next } = await tables.readTable({ path, format, limit: rowBatch, ...place }, token);
  const done = { rows: before + rows.length, isAll: next === undefined, ...(next && { from: next }) };
  if (rows.length === 0) return { rows, done };
  const texts = rows.map(({ text }) => text);
  return { rows, labelled: await engine.classify({ texts, classifier, multiLabel, why: false }, token), done };
}
