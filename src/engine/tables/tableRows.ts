import type { TableDialect } from '../../common/methods/tables.js';
import { type CancellationToken, neverCancelled } from '../../common/cancellation.js';
import { ClozeError } from '../../common/clozeError.js';
import { isNestedTooDeep, parseJson } from '../../common/parseJson.js';
import type { TableFormat } from '../../learning/table/columns.js';
import { csvDialect } from '../../learning/table/csvDialect.js';
import { commaDialect, type CsvDialect, type CsvFault, CsvReader, type CsvRecord, maxCells, maxRecordLength } from '../../learning/table/csvReader.js'; // prettier-ignore
import { textLines } from './textLines.js';
import { byteLength, openText, type TextSource } from './textSource.js';

/** A row of a table. */
export interface TableRow {
  /** The line that it starts at, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Names of the cells, where the row has them itself, as in JSON. */
  readonly names?: readonly string[];
  /** The byte after it. */
  readonly end: number;
}

/** The rows of a table, and how it is written. */
export interface TableRows {
  readonly dialect: TableDialect;
  readonly rows: AsyncGenerator<TableRow>;
}

export interface TableReading {
  /** How the table is written; found out from its start unless it is given. Given where the bytes do not start where the table does. */
  readonly dialect?: TableDialect;
  /** The delimiter of CSV, where a person has named it. */
  readonly delimiter?: string;
  readonly cancel?: CancellationToken;
}

/** What is read to find out how a table is written: so many characters, or lines. */
const [sampleLength, sampleLines] = [2 ** 18, 200];

/** The rows of a table whose dialect does not matter to the caller; see `openRows`. */
export async function* tableRows(
  source: AsyncIterable<Uint8Array>,
  format: TableFormat,
  name: string,
  reading: TableReading = {},
): AsyncGenerator<TableRow> {
  yield* (await openRows(source, format, name, reading)).rows;
}

/**
 * Starts to read a table as it comes in, so that a file of any size takes little memory. UTF-8, or UTF-16 where a byte-order mark says so.
 * Rows may have different numbers of cells; empty lines are none. Reading fails with `text-invalid` where the text is no such table.
 * @param name what to call the table in an error
 */
export async function openRows(
  source: AsyncIterable<Uint8Array>,
  format: TableFormat,
  name: string,
  { dialect, delimiter, cancel = neverCancelled }: TableReading,
): Promise<TableRows> {
  const text = await openText(source, cancel, dialect?.encoding);
  const { encoding } = text;
  if (format === 'csv' || format === 'tsv') {
    const known = dialect ?? (format === 'tsv' ? tabDialect : undefined);
    const opened = known === undefined ? await sampled(text, delimiter) : { pieces: text.pieces, dialect: known, skipped: 0 };
    return { dialect: { ...opened.dialect, encoding }, rows: readable(separated(opened, encoding, name), name) };
  }
  return { dialect: { ...commaDialect, encoding }, rows: readable(lines(text, format, name), name) };
}

/** TSV has no quotes, as its registration says. */
const tabDialect: CsvDialect = { delimiter: '\t', quotes: false, backslash: false };

async function* readable(rows: AsyncGenerator<TableRow>, name: string): AsyncGenerator<TableRow> {
  for await (const row of rows) {
    // UTF-16 without a mark reads as UTF-8 that is half zeros.
    if (row.cells.some((cell) => cell.includes('\uFFFD') || cell.includes('\0'))) throw notUtf8(name, row.line);
    yield row;
  }
}

interface OpenedText {
  readonly pieces: AsyncIterable<string>;
  readonly dialect: CsvDialect;
  /** Characters at the start that belong to no row, a line of their own where there are any. */
  readonly skipped: number;
}

/** Finds out how a table is written by its start. */
async function sampled({ pieces }: TextSource, delimiter: string | undefined): Promise<OpenedText> {
  const read: string[] = [];
  let [length, lineEnds, isWhole] = [0, 0, false];
  while (length < sampleLength && lineEnds < sampleLines) {
    const next = await pieces.next();
    if (next.done === true) {
      isWhole = true;
      break;
    }
    read.push(next.value);
    length += next.value.length;
    lineEnds += next.value.match(/\n|\r(?!\n)/g)?.length ?? 0;
  }
  const sample = read.join('');
  const mark = sample.startsWith('\uFEFF') ? 1 : 0;
  const { dialect, skipped } = csvDialect(sample.slice(mark), isWhole, delimiter);
  return { pieces: startingWith(sample, pieces), dialect, skipped };
}

async function* startingWith(sample: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    yield sample;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* separated(
  { pieces, dialect, skipped }: OpenedText,
  encoding: TableDialect['encoding'],
  name: string,
): AsyncGenerator<TableRow> {
  const report = (fault: CsvFault): void => {
    if (fault.kind !== 'text-after-quote') throw faultError(fault, name);
  };
  const reader = new CsvReader(dialect, report, skipped > 0 ? 2 : 1);
  let [bytes, characters, isStart] = [0, 0, true];
  for await (const piece of pieces) {
    if (piece === '') continue;
    const unread = isStart ? skipped + (piece.startsWith('\uFEFF') ? 1 : 0) : 0;
    isStart = false;
    bytes += byteLength(piece.slice(0, unread), encoding);
    const text = piece.slice(unread);
    let from = 0;
    const endOf = (record: CsvRecord): number => {
      const to = record.end - characters;
      bytes += byteLength(text.slice(from, to), encoding);
      from = to;
      return bytes;
    };
    for (const record of reader.read(text)) yield { line: record.line, cells: record.cells, end: endOf(record) };
    bytes += byteLength(text.slice(from), encoding);
    characters += text.length;
  }
  for (const { line, cells } of reader.end()) yield { line, cells, end: bytes };
}

async function* lines({ pieces, encoding }: TextSource, format: 'jsonl' | 'lines', name: string): AsyncGenerator<TableRow> {
  let [bytes, counted] = [0, 0];
  const tooLong = (line: number): never => {
    throw faultError({ kind: 'too-long', line }, name);
  };
  for await (const { text, line, end } of textLines(pieces, maxRecordLength, tooLong)) {
    // Between the end of the text and that of the line only characters of one byte in UTF-8 stand.
    bytes += byteLength(text, encoding) + (end - counted - text.length) * (encoding === 'utf-8' ? 1 : 2);
    counted = end;
    const content = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (content.trim() !== '') yield { line, end: bytes, ...(format === 'lines' ? { cells: [content] } : jsonRow(content, line, name)) };
  }
}

function jsonRow(text: string, line: number, name: string): Pick<TableRow, 'cells' | 'names'> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw notJson(name, line, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notJson(name, line);
  const cells = Object.values(value as Readonly<Record<string, unknown>>).map((cell) =>
    typeof cell === 'string' ? cell : JSON.stringify(cell),
  );
  return { cells, names: Object.keys(value) };
}

/** What a fault means to a person. */
function faultError({ kind, line }: CsvFault, name: string): ClozeError {
  const what = {
    'text-after-quote': `Line ${line} has text behind a closing quotation mark. Correct it and try again.`,
    'unclosed-quote': `The quotation mark that line ${line} opens is never closed. Close it, or remove it, and try again.`,
    'stray-backslash': `Line ${line} has a backslash before a quotation mark (\\") inside a quoted cell, but the rows before are written without. In CSV a quotation mark is doubled (""): replace \\" by "" and try again.`,
    'too-long': `Line ${line} has more than ${maxRecordLength / 2 ** 20} million characters. Split it and try again.`,
    'too-many-cells': `Line ${line} has more than ${maxCells} columns. Correct it and try again.`,
  }[kind];
  return new ClozeError({ code: 'text-invalid', message: `${name} cannot be read as a table. ${what}` });
}

function notJson(name: string, line: number, cause?: unknown): ClozeError {
  const what = isNestedTooDeep(cause) ? cause.message : 'It is not a JSON object.';
  const message = `Line ${line} of ${name} cannot be read. ${what} Each line has to be an object such as {"text": "…", "label": "…"}.`;
  return new ClozeError({ code: 'text-invalid', message }, { cause });
}

function notUtf8(name: string, line: number): ClozeError {
  return new ClozeError({
    code: 'text-invalid',
    message: `${name} is not valid UTF-8 text at line ${line}. Save it as UTF-8 and try again.`,
  });
}
