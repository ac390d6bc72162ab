import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Classifier } from '../../common/methods/classification.js';
import { column } from '../../prose/plainText.js';
import type { Arguments } from '../arguments.js';
import { classifierOf, classifierOptions, columnOptions } from '../classification/classifierOptions.js';
import { classifyFiles } from '../classification/classifyFiles.js';
import { classifyTable, type TableSummary } from '../classification/classifyTable.js';
import { findInTexts, labelsWords } from '../classification/findInTexts.js';
import { type OutputFormat, RowOutput } from '../classification/rowOutput.js';
import { tableFormat, tableOf } from '../classification/tableSource.js';
import type { Command, Outcome } from '../command.js';
import { textOption } from '../input/inputText.js';
import { encoderOptions, encoderServerOptions, engineOptions, jsonOption } from '../options.js';
import { serverPace } from '../serverPace.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

export const classifyCommand: Command = {
  name: 'classify',
  operands: '[FILE…|-]',
  operandCount: [0, Infinity],
  summary: 'Gives labels to texts, files, or the rows of a table.',
  details: `A table (.csv, .tsv, .jsonl, or --format) is read and written row by row, each with cloze_label and the probabilities; with --output to a file,
which --resume goes on with. Other files are each one text, and those that
cannot be read are named and left out; the JSON value is then {labels, model, texts: [{file, label, probabilities, passages:
[{offset, length, probabilities}], deciding, words: [{offset, length, influence}]}]}: offsets in UTF-16 code units, words with --why, influence by
how much the logarithmic odds of the label fall without the word. With --json a table needs --output, and the value is {rows, resumed, empty, labels,
model}. Where a text may have several labels, thresholds are the probabilities that they take, and labels stand for label. A classifier of words finds names and others in texts, which are read as they come: each
finding is a line with its place, label, probability and words, a row with --csv, or in JSON {labels, model, texts: [{file, found: [{offset, length,
line, column, label, probability, text}]}]}. Labels without training (--labels) are a guess: how often it is right depends on the labels, so try it on
texts that you know.`,
  options: {
    text: textOption,
    ...classifierOptions,
    'multi-label': { help: 'A text may have several labels, or none; a classifier trained that way does so by itself.' },
    why: { help: 'Show the words that moved the decision.' },
    output: { value: 'FILE', short: 'o', help: 'Where labeled rows go (default: standard output).' },
    resume: { help: 'Go on where an earlier run stopped writing --output.' },
    csv: { help: 'What a classifier of words finds as CSV.' },
    sarif: { value: 'LABEL', help: 'Print SARIF 2.1.0 with the files that have this label.' },
    ...columnOptions,
    ...encoderOptions,
    ...encoderServerOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const classifier = await classifierOf(args, terminal);
    const given = args.text('text');
    if ((given === undefined) === (args.operands.length === 0)) throw usageError('Give either files, - for standard input, or --text T.');
    if (classifier.kind === 'head' && labelsWords(classifier.head)) return findInTexts(classifier.head, args, terminal);
    if (args.flag('csv')) throw usageError('--csv is for classifiers of words; the rows of a table are written as they were read.');
    const [operand = ''] = args.operands;
    const format = given === undefined && args.operands.length === 1 ? tableFormat(operand, args) : undefined;
    if (format === undefined) return classifyFiles(args, classifier, terminal);
    const output: OutputFormat = format === 'lines' ? 'tsv' : format;
    return classifyRows(args, operand, output, classifier, terminal);
  },
};

async function classifyRows(
  args: Arguments,
  operand: string,
  format: OutputFormat,
  classifier: Classifier,
  terminal: Terminal,
): Promise<Outcome> {
  const [file, resume] = [args.text('output'), args.flag('resume')];
  if (file === undefined && (resume || args.flag('json')))
    throw usageError('--resume and --json need --output FILE for the rows of a table.');
  const table = await tableOf(operand, tableFormat(operand, args) ?? 'csv', args, terminal);
  const isNamed = table.columns.header !== undefined && format !== 'jsonl';
  const size = operand === '-' ? undefined : (await stat(path.resolve(terminal.workingFolder, operand))).size;
  const output = await RowOutput.open(file, { format, delimiter: table.dialect.delimiter, hasHeader: isNamed }, resume, terminal);
  try {
    const task = {
      table,
      ...(size !== undefined && { size }),
      output,
      format,
      classifier,
      multiLabel: args.flag('multi-label'),
      atOnce: serverPace(args).parts,
    };
    const summary = await withEngine(args, terminal, (engine) => classifyTable(task, engine, terminal));
    if (summary.empty > 0) terminal.writeMessage(`cloze: ${summary.empty} rows have no words in the column of texts, and no label.\n`);
    return { json: summary, text: () => (file === undefined ? '' : summaryText(summary)) };
  } finally {
    await output.close();
  }
}

function summaryText({ rows, resumed, labels, model }: TableSummary): string {
  const lines = Object.entries(labels).sort(([, a], [, b]) => b - a).map(([label, count]) => `  ${column(label, 24)}${count}\n`); // prettier-ignore
  const before = resumed === 0 ? '' : `, ${resumed} were there already`;
  return `${rows} rows with ${model}${before}\n${lines.join('')}`;
}
