import { stat } from 'node:fs/promises';
import path from 'node:path';
import { append } from '../../common/append.js';
import type { LeftOutFile } from '../../common/methods/tables.js';
import { readLabelFolder } from '../../engine/tables/labelFolder.js';
import { cellOf } from '../../engine/tables/tableReader.js';
import type { Example } from '../../learning/examples/labels.js';
import { exampleIn, maxExamples } from '../../sessions/labels/exampleSources.js';
import type { Arguments } from '../arguments.js';
import { readError } from '../input/readBytes.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { tableFormat, tableOf } from './tableSource.js';

export interface LabelledTexts {
  readonly examples: readonly Example[];
  /** Files of folders that are no texts to learn from. */
  readonly leftOut: readonly LeftOutFile[];
}

/** The labelled texts of tables, and of folders that hold a folder for each label. */
export async function labelledTexts(operands: readonly string[], args: Arguments, terminal: Terminal): Promise<LabelledTexts> {
  const examples: Example[] = [];
  const leftOut: LeftOutFile[] = [];
  for (const operand of operands) {
    const more = (await isFolder(operand, terminal)) ? await ofFolder(operand, terminal) : await ofTable(operand, args, terminal);
    if (examples.length + more.examples.length > maxExamples) {
      throw usageError(`There are more than ${maxExamples} examples. Give it fewer.`);
    }
    for (const example of more.examples) examples.push(example);
    append(leftOut, more.leftOut);
  }
  return { examples, leftOut };
}

async function ofFolder(operand: string, { workingFolder, cancel }: Terminal): Promise<LabelledTexts> {
  const { examples, leftOut } = await readLabelFolder({ path: path.resolve(workingFolder, operand) }, cancel);
  return { examples, leftOut: leftOut.map(({ file, why }) => ({ file: `${operand.replace(/[\\/]+$/, '')}/${file}`, why })) };
}

async function ofTable(operand: string, args: Arguments, terminal: Terminal): Promise<LabelledTexts> {
  const { columns, rows } = await tableOf(operand, tableFormat(operand, args) ?? 'csv', args, terminal);
  const { label: labelColumn } = columns;
  if (labelColumn === undefined) throw usageError(`${operand} has no column of labels that could be found. Name it: --label-column C`);
  const examples: Example[] = [];
  for await (const row of rows) {
    const text = cellOf(row, columns, columns.text);
    const example = text === undefined ? undefined : exampleIn(text, cellOf(row, columns, labelColumn));
    if (example !== undefined) examples.push(example);
    if (examples.length > maxExamples) break;
  }
  return { examples, leftOut: [] };
}

async function isFolder(operand: string, { workingFolder }: Terminal): Promise<boolean> {
  if (operand === '-') return false;
  try {
    return (await stat(path.resolve(workingFolder, operand))).isDirectory();
  } catch (error) {
    throw readError(operand, error);
  }
}
