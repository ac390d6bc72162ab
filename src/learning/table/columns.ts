import { maxOf } from '../../common/extremes.js';
import type { TableColumns } from '../../common/methods/tables.js';
import { ClozeError } from '../../common/clozeError.js';

/** How a table is written. TSV has no quotes, as its registration says; in `lines` each line is a text. */
export type TableFormat = 'csv' | 'tsv' | 'jsonl' | 'lines';

/** What a person said about the columns: names, or numbers from 1. */
export interface ColumnChoice {
  readonly text?: string;
  readonly label?: string;
  /** Whether the first row holds names; found out unless it is given. */
  readonly header?: boolean;
}

const textNames = ['text', 'sentence', 'content', 'body', 'review', 'comment', 'message', 'description', 'title'];
const labelNames = ['label', 'class', 'category', 'sentiment', 'target', 'tag', 'topic'];

/** The format that a file's name tells of; undefined for a text that is no table. */
export function formatOf(name: string): TableFormat | undefined {
  const [, extension = ''] = /\.([a-z]+)$/i.exec(name) ?? [];
  const formats: Readonly<Record<string, TableFormat>> = { csv: 'csv', tsv: 'tsv', tab: 'tsv', jsonl: 'jsonl', ndjson: 'jsonl' };
  const known = extension.toLowerCase();
  return Object.hasOwn(formats, known) ? formats[known] : undefined;
}

/**
 * Finds the columns of a table by its first rows: by the names that a person gave, by usual names, or else by what is in them: texts are
 * long, and labels are short and few. Fails with `bad-request` where a named column is not there.
 * @param names keys of the rows, where these have names of their own, as in JSON
 */
export function findColumns(rows: readonly (readonly string[])[], choice: ColumnChoice, names?: readonly string[]): TableColumns {
  const [first = []] = rows;
  const header = names ?? ((choice.header ?? (looksLikeNames(first, choice) || standsOverNumbers(rows))) ? first : undefined);
  const data = header === first && names === undefined ? rows.slice(1) : rows;
  const width = maxOf(
    data.map((row) => row.length),
    header?.length ?? 0,
  );
  const chosenLabel = choice.label === undefined ? undefined : columnNamed(choice.label, header, width);
  const chosenText = choice.text === undefined ? undefined : columnNamed(choice.text, header, width);
  const text = chosenText ?? usual(header, textNames) ?? longest(data, width, chosenLabel);
  const label = chosenLabel ?? usual(header, labelNames, text) ?? likeLabels(data, width, text);
  return { ...(header && { header }), text, ...(label !== undefined && { label }) };
}

function looksLikeNames(row: readonly string[], { text, label }: ColumnChoice): boolean {
  const known = new Set([...textNames, ...labelNames, ...[text, label].flatMap((name) => name?.toLowerCase() ?? [])]);
  return row.some((cell) => known.has(cell.trim().toLowerCase()) && !/^\d+$/.test(cell));
}

/** Whether a column holds numbers alone but for its first cell. */
function standsOverNumbers([first = [], ...rows]: readonly (readonly string[])[]): boolean {
  const isNumber = (cell: string | undefined): boolean => cell !== undefined && /^\s*[-+]?\d+([.,]\d+)?\s*$/.test(cell);
  return (
    rows.length > 1 && first.some((cell, column) => cell.trim() !== '' && !isNumber(cell) && rows.every((row) => isNumber(row[column])))
  );
}

function columnNamed(name: string, header: readonly string[] | undefined, width: number): number {
  const byName = header?.findIndex((column) => column.trim() === name) ?? -1;
  if (byName >= 0) return byName;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  if (number >= 1 && number <= width) return number - 1;
  const there = header === undefined ? `it has ${width} without names` : `its columns are ${header.join(', ')}`;
  throw new ClozeError({ code: 'bad-request', message: `The table has no column "${name}": ${there}.` });
}

function usual(header: readonly string[] | undefined, names: readonly string[], except?: number): number | undefined {
  for (const name of names) {
    const at = header?.findIndex((column, index) => index !== except && column.trim().toLowerCase() === name) ?? -1;
    if (at >= 0) return at;
  }
  return undefined;
}

function longest(rows: readonly (readonly string[])[], width: number, except: number | undefined): number {
  const lengths = Array.from({ length: Math.max(1, width) }, (_, column) =>
    column === except ? -1 : rows.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0),
  );
  return lengths.indexOf(maxOf(lengths));
}

/** The last column whose cells are short and repeat. */
function likeLabels(rows: readonly (readonly string[])[], width: number, text: number): number | undefined {
  for (let column = width - 1; column >= 0; column--) {
    const cells = rows.map((row) => row[column] ?? '');
    const isShort = cells.every((cell) => cell !== '' && cell.length <= 40);
    if (column !== text && isShort && new Set(cells).size <= Math.max(2, cells.length / 2)) return column;
  }
  return undefined;
}
