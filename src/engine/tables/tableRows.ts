import { StringDecoder } from 'node:string_decoder';
import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { ClozeError } from '../../common/clozeError.js';
import type { TableFormat } from '../../text/classification/table/columns.js';

/** A row of a table. */
export interface TableRow {
  /** The line that it starts at, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Names of the cells, where the row has them itself, as in JSON. */
  readonly names?: readonly string[];
  /** The byte behind it. */
  readonly end: number;
}

/** A row longer than this is a quotation mark that nobody closed. */
const mostCharacters = 16 * 2 ** 20;

/**
 * The rows of a table as they come in, so that a file of any size takes little memory. UTF-8, or UTF-16 where a byte-order mark says so.
 * Rows may have different numbers of cells; empty lines are none. Fails with `text-invalid` where the text is no such table.
 * @param name what to call the table in an error
 */
export async function* tableRows(source: AsyncIterable<Uint8Array>, format: TableFormat, name: string): AsyncGenerator<TableRow> {
  const rows = format === 'csv' || format === 'tsv' ? separated(source, format, name) : lines(source, format, name);
  for await (const row of rows) {
    // UTF-16 without a mark reads as UTF-8 that is half zeros.
    if (row.cells.some((cell) => cell.includes('\uFFFD') || cell.includes('\0'))) throw notUtf8(name, row.line);
    yield row;
  }
}

async function* separated(source: AsyncIterable<Uint8Array>, format: 'csv' | 'tsv', name: string): AsyncGenerator<TableRow> {
  const parser = parse({
    bom: true,
    delimiter: format === 'csv' ? ',' : '\t',
    quote: format === 'csv' ? '"' : null,
    info: true,
    max_record_size: mostCharacters,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  const stream = Readable.from(source);
  stream.on('error', (error) => parser.destroy(error));
  stream.pipe(parser);
  try {
    for await (const record of parser as AsyncIterable<{ info: { lines: number; bytes_records: number }; record: string[] }>) {
      const { info, record: cells } = record;
      const inside = cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      yield { line: Math.max(1, info.lines - inside), cells, end: info.bytes_records };
    }
  } catch (error) {
    throw isCsvError(error) ? brokenTable(name, error) : error;
  } finally {
    stream.destroy();
  }
}

async function* lines(source: AsyncIterable<Uint8Array>, format: 'jsonl' | 'lines', name: string): AsyncGenerator<TableRow> {
  let line = 0;
  for await (const { text, end } of textLines(source)) {
    line++;
    if (text.trim() !== '') yield { line, end, ...(format === 'lines' ? { cells: [text] } : jsonRow(text, line, name)) };
  }
}

interface TextLine {
  readonly text: string;
  readonly end: number;
}

async function* textLines(source: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine> {
  let decoder: StringDecoder | undefined;
  let unit: 'utf8' | 'utf16le' = 'utf8';
  let rest = '';
  let end = 0;
  for await (const chunk of source) {
    if (decoder === undefined) {
      unit = chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf16le' : 'utf8';
      decoder = new StringDecoder(unit);
    }
    rest += decoder.write(Buffer.from(chunk));
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      end += Buffer.byteLength(part, unit) + (unit === 'utf8' ? 1 : 2);
      yield { text: part.replace(/^\uFEFF/, '').replace(/\r$/, ''), end };
    }
  }
  if (rest !== '') yield { text: rest.replace(/^\uFEFF/, ''), end: end + Buffer.byteLength(rest, unit) };
}

function jsonRow(text: string, line: number, name: string): Pick<TableRow, 'cells' | 'names'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw notJson(name, line, error);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notJson(name, line);
  const cells = Object.values(value as Readonly<Record<string, unknown>>).map((cell) =>
    typeof cell === 'string' ? cell : JSON.stringify(cell),
  );
  return { cells, names: Object.keys(value) };
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}

function brokenTable(name: string, { message, code }: CsvError): ClozeError {
  const unclosed = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE';
  const what = unclosed ? 'A quotation mark is opened and never closed.' : `${message}.`;
  return new ClozeError({ code: 'text-invalid', message: `${name} cannot be read as a table. ${what} Correct it and try again.` });
}

function notJson(name: string, line: number, cause?: unknown): ClozeError {
  const message = `Line ${line} of ${name} is no JSON object. Each line has to be one, such as {"text": "…", "label": "…"}.`;
  return new ClozeError({ code: 'text-invalid', message }, { cause });
}

function notUtf8(name: string, line: number): ClozeError {
  return new ClozeError({
    code: 'text-invalid',
    message: `${name} is not valid UTF-8 text at line ${line}. Save it as UTF-8 and try again.`,
  });
}
