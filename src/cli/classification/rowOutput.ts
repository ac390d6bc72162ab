import { createReadStream } from 'node:fs';
import { type FileHandle, open, truncate } from 'node:fs/promises';
import path from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import { tableRows } from '../../engine/tables/tableRows.js';
import type { Terminal } from '../terminal.js';
import { writeError } from '../writeError.js';

export type OutputFormat = 'csv' | 'tsv' | 'jsonl';

/** How labeled rows are written. */
export interface OutputForm {
  readonly format: OutputFormat;
  /** Between the cells of CSV. */
  readonly delimiter: string;
  /** Whether the first row holds names. */
  readonly hasHeader: boolean;
}

/** Where labelled rows go: standard output, or a file. */
export class RowOutput {
  private constructor(
    private readonly terminal: Terminal,
    private readonly file: FileHandle | undefined,
    private readonly name: string,
    /** Rows that an earlier run has written, the row of names not counted. */
    readonly done: number,
  ) {}

  /**
   * Opens it. With `resume` what an earlier run wrote stays, but for a row that was cut off.
   */
  static async open(operand: string | undefined, form: OutputForm, resume: boolean, terminal: Terminal): Promise<RowOutput> {
    if (operand === undefined) return new RowOutput(terminal, undefined, '', 0);
    const file = path.resolve(terminal.workingFolder, operand);
    try {
      const rows = resume ? await wholeRows(file, form) : 0;
      const handle = await open(file, resume ? 'a' : 'w');
      return new RowOutput(terminal, handle, operand, Math.max(0, rows - (form.hasHeader ? 1 : 0)));
    } catch (error) {
      throw cannotWrite(operand, error);
    }
  }

  async write(text: string): Promise<void> {
    if (this.file === undefined) {
      await this.terminal.writeOutput(text);
      return;
    }
    try {
      await this.file.appendFile(text);
    } catch (error) {
      throw cannotWrite(this.name, error);
    }
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

/** How many whole rows a file holds; one that was cut off at its end is taken away. */
async function wholeRows(file: string, { format, delimiter }: OutputForm): Promise<number> {
  const dialect = {
    encoding: 'utf-8',
    delimiter: format === 'tsv' ? '\t' : delimiter,
    quotes: format === 'csv',
    backslash: false,
  } as const;
  let [rows, end, last, lastEnd] = [0, 0, 0, 0];
  const lastByte = { value: 10 };
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
      lastByte.value = chunk.at(-1) ?? lastByte.value;
      yield chunk;
    }
  };
  try {
    for await (const row of tableRows(bytes(), format, file, { dialect })) {
      [last, lastEnd] = [rows, end];
      [rows, end] = [rows + 1, row.end];
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    if (!(error instanceof ClozeError)) throw error;
    // The row after the last whole one cannot be read.
    await truncate(file, end);
    return rows;
  }
  if (lastByte.value === 10 || rows === 0) return rows;
  await truncate(file, lastEnd);
  return last;
}

function cannotWrite(name: string, error: unknown): ClozeError {
  return writeError(name, error, `The disk is full: ${name} holds the rows that fitted. Free some space, then go on with --resume.`);
}
