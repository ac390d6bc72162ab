import { createReadStream } from 'node:fs';
import path from 'node:path';
import { type OpenTable, openTable } from '../../engine/tables/tableReader.js';
import type { TableRow } from '../../engine/tables/tableRows.js';
import { formatOf, type TableFormat } from '../../learning/table/columns.js';
import type { Arguments } from '../arguments.js';
import { readError } from '../input/readBytes.js';
import { emptyInput, inputName } from '../input/readText.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';

/** The format of a table: what the options say, or what its name tells of. */
export function tableFormat(operand: string, args: Arguments): TableFormat | undefined {
  return args.choice<TableFormat>('format', ['csv', 'tsv', 'jsonl', 'lines']) ?? (operand === '-' ? 'csv' : formatOf(operand));
}

/** Opens a table, or standard input for `-`, which is read as it comes. Throws a usage error where there is nothing in it. */
export async function tableOf(operand: string, format: TableFormat, args: Arguments, terminal: Terminal): Promise<OpenTable> {
  const [text, label] = [args.text('text-column'), args.text('label-column')];
  const choice = {
    ...(text !== undefined && { text }),
    ...(label !== undefined && { label }),
    ...(args.flag('no-header') && { header: false }),
  };
  const name = inputName(operand);
  const delimiter = delimiterOf(args);
  const reading = { cancel: terminal.cancel, ...(delimiter !== undefined && { delimiter }) };
  const table = await openTable(bytesOf(operand, terminal), format, choice, name, reading);
  const rows = table.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  if (first.done === true && table.columns.header === undefined) throw emptyInput(name);
  return { ...table, rows: startingWith(first, rows) };
}

/** The delimiter of CSV tables that the options name. */
function delimiterOf(args: Arguments): string | undefined {
  const given = args.text('delimiter');
  const delimiter = given === 'tab' || given === '\\t' ? '\t' : given;
  if (delimiter === undefined || (delimiter.length === 1 && !/["\r\n]/.test(delimiter))) return delimiter;
  throw usageError(`--delimiter must be one character, such as ";", or "tab", not "${given}".`);
}

async function* startingWith(first: IteratorResult<TableRow>, rest: AsyncIterator<TableRow>): AsyncGenerator<TableRow> {
  try {
    for (let row = first; row.done !== true; row = await rest.next()) yield row.value;
  } finally {
    await rest.return?.();
  }
}

/** The bytes of a file, or of standard input for `-`, as they come. */
export async function* bytesOf(operand: string, terminal: Terminal): AsyncGenerator<Uint8Array> {
  if (operand === '-') {
    if (terminal.openInput === undefined) yield await terminal.readInput();
    else yield* terminal.openInput();
    return;
  }
  try {
    yield* createReadStream(path.resolve(terminal.workingFolder, operand)) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw readError(operand, error);
  }
}
