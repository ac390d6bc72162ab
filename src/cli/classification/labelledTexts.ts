import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { cellOf } from '../../engine/tables/tableReader.js';
import type { Example } from '../../text/classification/labels.js';
import type { Arguments } from '../arguments.js';
import { decodeText } from '../input/decodeText.js';
import { readBytes, readError } from '../input/readBytes.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { tableFormat, tableOf } from './tableSource.js';

/** More are no use to a classifier of this kind. */
const mostExamples = 100_000;

/** The labelled texts of tables, and of folders that hold a folder for each label. */
export async function labelledTexts(operands: readonly string[], args: Arguments, terminal: Terminal): Promise<Example[]> {
  const examples: Example[] = [];
  for (const operand of operands) {
    const more = (await isFolder(operand, terminal)) ? await ofFolders(operand, terminal) : await ofTable(operand, args, terminal);
    if (examples.length + more.length > mostExamples) throw usageError(`There are more than ${mostExamples} examples. Give it fewer.`);
    examples.push(...more);
  }
  return examples;
}

async function ofTable(operand: string, args: Arguments, terminal: Terminal): Promise<Example[]> {
  const { columns, rows } = await tableOf(operand, tableFormat(operand, args) ?? 'csv', args, terminal);
  const { label: labelColumn } = columns;
  if (labelColumn === undefined) throw usageError(`${operand} has no column of labels that could be found. Name it: --label-column C`);
  const examples: Example[] = [];
  for await (const row of rows) {
    const [text, label] = [cellOf(row, columns, columns.text), cellOf(row, columns, labelColumn)?.trim()];
    // Rows without a label are not labelled yet.
    if (text !== undefined && label !== undefined && label !== '') examples.push({ text, label });
    if (examples.length > mostExamples) break;
  }
  return examples;
}

async function ofFolders(operand: string, terminal: Terminal): Promise<Example[]> {
  const root = path.resolve(terminal.workingFolder, operand);
  const examples: Example[] = [];
  for (const label of await foldersIn(root)) {
    for (const file of (await readdir(path.join(root, label), { withFileTypes: true })).filter((entry) => entry.isFile())) {
      const name = path.join(operand, label, file.name);
      if (!file.name.startsWith('.')) examples.push({ text: decodeText(await readBytes(name, terminal), name), label });
    }
  }
  return examples;
}

async function foldersIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort(); // prettier-ignore
}

async function isFolder(operand: string, { workingFolder }: Terminal): Promise<boolean> {
  if (operand === '-') return false;
  try {
    return (await stat(path.resolve(workingFolder, operand))).isDirectory();
  } catch (error) {
    throw readError(operand, error);
  }
}
