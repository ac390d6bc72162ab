import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type Rows, readJsonLines } from '../../src/cli/input/jsonLines.js';
import { inputName, readText } from '../../src/cli/input/readText.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { usageError } from '../../src/cli/usageError.js';

/**
 * Reads the rows of an evaluation set. The operand is a `.jsonl` file, or a folder that holds `fileName` itself or in its folder `prose`.
 * Rows that cannot be read are skipped and reported; a set with no good row is an error.
 */
export async function readRows<T>(
  operand: string,
  fileName: string,
  read: (row: Readonly<Record<string, unknown>>) => T,
  limit: number | undefined,
  terminal: Terminal,
): Promise<Rows<T>> {
  const file = operand === '-' ? operand : await evalFile(operand, fileName, terminal);
  const result = readJsonLines(await readText(file, terminal), read, limit);
  if (result.rows.length > 0) return result;
  const first = result.skipped[0];
  throw usageError(
    `${inputName(file)} has no row for this evaluation. ${first === undefined ? 'It is empty.' : `Line ${first.line}: ${first.reason}`}`,
  );
}

async function evalFile(operand: string, fileName: string, terminal: Terminal): Promise<string> {
  const root = path.resolve(terminal.workingFolder, operand);
  if (!(await stat(root).catch(() => undefined))?.isDirectory()) return operand;
  for (const candidate of [path.join(operand, fileName), path.join(operand, 'prose', fileName)]) {
    if ((await stat(path.resolve(terminal.workingFolder, candidate)).catch(() => undefined))?.isFile()) return candidate;
  }
  throw usageError(`${operand} is a folder without ${fileName} and without prose/${fileName}. Name a file or such a folder.`);
}
