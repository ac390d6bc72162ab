import path from 'node:path';
import type { ClassifiedText, Classifier, ClassifyResult } from '../../common/classificationApi.js';
import { labelSarif } from '../../text/classification/labelSarif.js';
import { bar, column, percent } from '../../text/plainText.js';
import { TextLines } from '../../text/flow/report/textLines.js';
import type { Arguments } from '../arguments.js';
import { classifierOf, classifierOptions, columnOptions } from '../classification/classifierOptions.js';
import { classifyTable, labelsOf, type TableSummary } from '../classification/classifyTable.js';
import { type OutputFormat, RowOutput } from '../classification/rowOutput.js';
import { tableFormat, tableOf } from '../classification/tableSource.js';
import type { Command, Outcome } from '../command.js';
import { decodeText } from '../input/decodeText.js';
import { textOption } from '../input/inputText.js';
import { readBytes } from '../input/readBytes.js';
import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import { packageVersion } from '../packageVersion.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

/** Words that are shown as the reason for a label. */
const shownWords = 8;

export const classifyCommand: Command = {
  name: 'classify',
  operands: '[FILE…|-]',
  operandCount: [0, Infinity],
  summary: 'Gives labels to texts, files, or the rows of a table.',
  details: `A table (.csv, .tsv, .jsonl, or --format) is read and written row by row, each with cloze_label and the probabilities; with --output to a file,
which --resume goes on with. Other files are each one text; the JSON value is then {labels, model, texts: [{file, label, probabilities, passages:
[{offset, length, probabilities}], deciding, words: [{offset, length, influence}]}]}: offsets in UTF-16 code units, words with --why, influence by
how much the logarithmic odds of the label fall without the word. With --json a table needs --output, and the value is {rows, resumed, empty, labels,
model}. Labels without training (--labels) are a guess: how often it is right depends on the labels, so try it on texts that you know.`,
  options: {
    text: textOption,
    ...classifierOptions,
    'multi-label': { help: 'A text may have several labels, or none.' },
    why: { help: 'Show the words that moved the decision.' },
    output: { value: 'FILE', short: 'o', help: 'Where labelled rows go (default: standard output).' },
    resume: { help: 'Go on where an earlier run stopped writing --output.' },
    sarif: { value: 'LABEL', help: 'Print SARIF 2.1.0 with the files that have this label.' },
    ...columnOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const classifier = await classifierOf(args, terminal);
    const given = args.text('text');
    if ((given === undefined) === (args.operands.length === 0)) throw usageError('Give either files, - for standard input, or --text T.');
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
  const output = await RowOutput.open(file, format, isNamed, resume, terminal);
  try {
    const summary = await withEngine(args, terminal, (engine) =>
      classifyTable({ table, output, format, classifier, multiLabel: args.flag('multi-label') }, engine, terminal),
    );
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

async function classifyFiles(args: Arguments, classifier: Classifier, terminal: Terminal): Promise<Outcome> {
  const given = args.text('text');
  const files =
    given === undefined
      ? await Promise.all(args.operands.map(async (name) => ({ name, text: decodeText(await readBytes(name, terminal), name) })))
      : [{ name: '', text: given }];
  const [multiLabel, why] = [args.flag('multi-label'), args.flag('why')];
  const request = { texts: files.map(({ text }) => text), classifier, multiLabel, why };
  const result = await withEngine(args, terminal, (engine) => engine.classify(request, terminal.cancel));
  const texts = result.texts.map((text, index) => ({
    ...(files[index]?.name === '' ? {} : { file: files[index]?.name }),
    ...(multiLabel ? { labels: labelsOf(text, result.labels, true) } : { label: labelsOf(text, result.labels, false)[0] ?? null }),
    ...text,
  }));
  const wanted = args.text('sarif');
  if (wanted !== undefined) {
    if (!result.labels.includes(wanted)) throw usageError(`There is no label "${wanted}"; there is ${result.labels.join(', ')}.`);
    const log = labelSarif(labelledFiles(files, result, wanted, multiLabel), wanted, await packageVersion(terminal.packageFolder));
    return { json: log, text: () => `${JSON.stringify(log, null, 2)}\n` };
  }
  return {
    json: { labels: result.labels, model: result.model, texts },
    text: () => files.map((file, index) => textReport(file, result.texts[index], result)).join('\n'),
  };
}

function labelledFiles(
  files: readonly { readonly name: string; readonly text: string }[],
  { labels, texts }: ClassifyResult,
  wanted: string,
  multiLabel: boolean,
): Parameters<typeof labelSarif>[0] {
  return texts.flatMap((text, index) => {
    const { name, text: written } = files[index] ?? { name: '', text: '' };
    if (!labelsOf(text, labels, multiLabel).includes(wanted)) return [];
    const passage = text.passages[text.deciding];
    const lines = new TextLines(written);
    const [from, to] = passage === undefined ? [] : [lines.at(passage.offset), lines.at(passage.offset + passage.length)];
    return {
      uri: name.split(path.sep).join('/'),
      label: wanted,
      probability: text.probabilities[labels.indexOf(wanted)] ?? 0,
      ...(from && to && { region: { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column } }),
    };
  });
}

function textReport(
  { name, text }: { readonly name: string; readonly text: string },
  classified: ClassifiedText | undefined,
  { labels }: ClassifyResult,
): string {
  const title = name === '' ? '' : `${name}\n`;
  if (classified === undefined || classified.probabilities.length === 0) return `${title}  There are no words to classify.\n`;
  const order = [...labels.keys()].sort((a, b) => (classified.probabilities[b] ?? 0) - (classified.probabilities[a] ?? 0));
  const bars = order.map((index) => {
    const probability = classified.probabilities[index] ?? 0;
    return `  ${column(labels[index] ?? '', 24)}${column(percent(probability), 7, 'right')}  ${bar(probability)}`.trimEnd() + '\n';
  });
  const words = (classified.words ?? []).slice(0, shownWords).map(({ offset, length, influence }) => {
    return `  ${influence < 0 ? '−' : '+'}${Math.abs(influence).toFixed(2)}  ${text.slice(offset, offset + length)}\n`;
  });
  return `${title}${bars.join('')}${words.length === 0 ? '' : `Words that moved it\n${words.join('')}`}`;
}
