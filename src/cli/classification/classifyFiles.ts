import type { ClassifiedText, Classifier, ClassifyResult } from '../../common/methods/classification.js';
import { append } from '../../common/append.js';
import { cancelledError, ClozeError } from '../../common/clozeError.js';
import { inOrderAsTheyCome } from '../../common/inOrder.js';
import { labelSarif } from '../../report/classification/labelSarif.js';
import { saidLabels } from '../../learning/multiLabel/saidLabels.js';
import { bar, column, percent } from '../../prose/plainText.js';
import { decidingPlace } from '../../sessions/classification/decidingPlace.js';
import { textBatches } from '../../sessions/classification/textBatches.js';
import type { Arguments } from '../arguments.js';
import type { Outcome } from '../command.js';
import { emptyInput, inputName, isEmpty, readText } from '../input/readText.js';
import { packageVersion } from '../packageVersion.js';
import { reportedPath } from '../reportedPath.js';
import { serverPace } from '../serverPace.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

/** Files that are read and classified at a time. */
const batchSize = 64;

/** Words that are shown as the reason for a label. */
const shownWords = 8;

interface TextFile {
  /** Empty for a text that is no file. */
  readonly name: string;
  readonly text: string;
}

type LabelledFile = Parameters<typeof labelSarif>[0][number];

/** What is kept of texts that are done: not the texts. */
interface Found {
  readonly rule: ClassifyResult;
  readonly texts: object[];
  readonly reports: string[];
  readonly sarif: LabelledFile[];
}

/** Classifies texts that are each one file, or the text that is given. Files that cannot be read are named and left out. */
export async function classifyFiles(args: Arguments, classifier: Classifier, terminal: Terminal): Promise<Outcome> {
  const leftOut: { file: string; why: string }[] = [];
  const { rule, texts, reports, sarif } = await withEngine(args, terminal, async (engine) => {
    let found: Found | undefined;
    const classified = async (
      files: readonly TextFile[],
    ): Promise<{ readonly files: readonly TextFile[]; readonly result: ClassifyResult }> => {
      if (terminal.cancel.isCancellationRequested) throw cancelledError();
      if (args.operands.length <= batchSize && files.every(({ text }) => isEmpty(text))) throw emptyInput(namesOf(args));
      const request = { texts: files.map(({ text }) => text), classifier, multiLabel: args.flag('multi-label'), why: args.flag('why') };
      return { files, result: await engine.classify(request, terminal.cancel) };
    };
    const batches = batchesOf(args, terminal, leftOut);
    for await (const { files, result } of inOrderAsTheyCome(batches, serverPace(args).parts, classified)) {
      found ??= { rule: { ...result, texts: [] }, texts: [], reports: [], sarif: [] };
      add(found, files, result, args.text('sarif'), terminal.workingFolder);
    }
    if (found === undefined) throw usageError(leftOut.map(({ why }) => why).join(' '));
    return found;
  });
  for (const { why } of leftOut) terminal.writeMessage(`cloze: ${why} It was left out.\n`);
  const exitCode = leftOut.length > 0 ? 1 : 0;
  const wanted = args.text('sarif');
  if (wanted !== undefined) {
    const log = labelSarif(sarif, wanted, await packageVersion(terminal.packageFolder));
    return { json: log, text: () => `${JSON.stringify(log, null, 2)}\n`, exitCode };
  }
  const { labels, thresholds, model } = rule;
  return {
    json: { labels, ...(thresholds && { thresholds }), model, texts, ...(leftOut.length > 0 && { leftOut }) },
    text: () => reports.join('\n'),
    exitCode,
  };
}

function namesOf(args: Arguments): string {
  return args.text('text') === undefined ? args.operands.map(inputName).join(', ') : '--text';
}

async function* batchesOf(
  args: Arguments,
  terminal: Terminal,
  leftOut: { file: string; why: string }[],
): AsyncGenerator<readonly TextFile[]> {
  const given = args.text('text');
  if (given !== undefined) yield [{ name: '', text: given }];
  const read = async (name: string): Promise<string | undefined> => {
    try {
      return await readText(name, terminal);
    } catch (error) {
      if (!(error instanceof ClozeError)) throw error;
      leftOut.push({ file: name, why: error.message });
      return undefined;
    }
  };
  for await (const { texts } of textBatches(args.operands, batchSize, read)) if (texts.length > 0) yield texts;
}

function add(
  { texts, reports, sarif }: Found,
  files: readonly TextFile[],
  result: ClassifyResult,
  wanted: string | undefined,
  workingFolder: string,
): void {
  if (wanted !== undefined && !result.labels.includes(wanted)) {
    throw usageError(`There is no label "${wanted}"; there is ${result.labels.join(', ')}.`);
  }
  for (const [index, classified] of result.texts.entries()) {
    const file = files[index] ?? { name: '', text: '' };
    texts.push({ ...(file.name !== '' && { file: file.name }), ...labelsFor(classified, result), ...classified });
    reports.push(textReport(file, classified, result));
    if (wanted !== undefined) append(sarif, labelledFile(file, classified, result, wanted, workingFolder));
  }
}

/** The label of a text, or its labels where it may have several. */
function labelsFor({ probabilities }: ClassifiedText, rule: ClassifyResult): { label: string | null } | { labels: readonly string[] } {
  const said = saidLabels(probabilities, rule);
  return rule.thresholds === undefined ? { label: said[0] ?? null } : { labels: said };
}

function labelledFile(
  { name, text }: TextFile,
  classified: ClassifiedText,
  result: ClassifyResult,
  wanted: string,
  workingFolder: string,
): LabelledFile[] {
  if (!saidLabels(classified.probabilities, result).includes(wanted)) return [];
  const place = decidingPlace(text, classified);
  const region = place && {
    startLine: place.from.line,
    startColumn: place.from.column,
    endLine: place.to.line,
    endColumn: place.to.column,
  };
  const probability = classified.probabilities[result.labels.indexOf(wanted)] ?? 0;
  const uri = reportedPath(name === '' ? '-' : name, workingFolder);
  return [{ uri, label: wanted, probability, passage: place?.passage ?? text, ...(region && { region }) }];
}

function textReport({ name, text }: TextFile, classified: ClassifiedText, result: ClassifyResult): string {
  const { labels, thresholds } = result;
  const title = name === '' ? '' : `${name}\n`;
  if (classified.probabilities.length === 0) return `${title}  There are no words to classify.\n`;
  const said = thresholds === undefined ? [] : saidLabels(classified.probabilities, result);
  const order = [...labels.keys()].sort((a, b) => (classified.probabilities[b] ?? 0) - (classified.probabilities[a] ?? 0));
  const bars = order.map((index) => {
    const probability = classified.probabilities[index] ?? 0;
    const mark = thresholds === undefined ? '' : said.includes(labels[index] ?? '') ? '✓ ' : '  ';
    return `  ${mark}${column(labels[index] ?? '', 24)}${column(percent(probability), 7, 'right')}  ${bar(probability)}`.trimEnd() + '\n';
  });
  const words = (classified.words ?? []).slice(0, shownWords).map(({ offset, length, influence }) => {
    return `  ${influence < 0 ? '−' : '+'}${Math.abs(influence).toFixed(2)}  ${text.slice(offset, offset + length)}\n`;
  });
  return `${title}${bars.join('')}${words.length === 0 ? '' : `Words that moved it\n${words.join('')}`}`;
}
