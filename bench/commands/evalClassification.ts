import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Classifier } from '../../src/common/methods/classification.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import { seededRandom } from '../../src/engine/decode/seededRandom.js';
import { byClass, shuffled } from '../../src/learning/validation/folds.js';
import type { Example } from '../../src/learning/examples/labels.js';
import { accuracyOf, confusionTable, macroF1Of } from '../../src/learning/validation/metrics.js';
import { largestIndex } from '../../src/learning/linear/softmax.js';
import type { Arguments } from '../../src/cli/arguments.js';
import { classifierOf, classifierOptions, columnOptions } from '../../src/cli/classification/classifierOptions.js';
import { labelledTexts } from '../../src/cli/classification/labelledTexts.js';
import type { Command } from '../../src/cli/command.js';
import { type Report, reportText } from '../eval/report.js';
import { encoderOptions, engineOptions, evalOptions, jsonOption } from '../../src/cli/options.js';
import { Progress } from '../../src/cli/progress.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { trainingProgress } from '../../src/cli/trainingProgress.js';
import { usageError } from '../../src/cli/usageError.js';
import { withEngine } from '../../src/cli/withEngine.js';

/** Rows that are asked about at a time. */
const batchSize = 256;

export const evalClassificationCommand: Command = {
  name: 'eval classification',
  operands: '[PATH]',
  operandCount: [0, 1],
  summary: 'Measures how often labels are right: of a classifier trained on some rows, or without training.',
  details: `PATH is a folder that holds train and dev tables (.csv, .tsv, .jsonl); --train and --test name others. A classifier is trained on the first and
measured on the second; with --labels, --checkpoint or --head nothing is trained. Where the rows call a label otherwise than words do, say
--labels 0=negative,1=positive; beside --train, --per-label or --depth, these words are what a trained classifier learns. The JSON value is {kind, rows, seconds, model, metrics: {accuracy, macroF1}, groups, skipped}.`,
  options: {
    train: { value: 'FILE', help: 'The table to train on.' },
    test: { value: 'FILE', help: 'The table to measure on.' },
    'per-label': { value: 'N', help: 'Train on N examples of each label only.' },
    features: { value: 'encoder|causal|both', default: 'encoder', help: 'Which model reads the texts for a trained classifier.' },
    depth: { value: 'fast|deep|auto', help: 'How deep a classifier is trained; see "cloze train --help" (default: fast).' },
    seed: { value: 'N', default: '1', help: 'Which examples and parts are drawn.' },
    ...classifierOptions,
    ...columnOptions,
    ...evalOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const folder = args.operands[0];
    const limit = args.integer('limit', 1, Number.MAX_SAFE_INTEGER) ?? Infinity;
    const { examples } = await labelledTexts([await tableIn(folder, 'test', 'dev', args, terminal)], args, terminal);
    const test = examples.slice(0, limit);
    const report = await withEngine(args, terminal, async (engine): Promise<Report> => {
      const started = performance.now();
      const { classifier, names } = await classifierToMeasure(folder, engine, args, terminal);
      const { said, model } = await labelAll(test, classifier, names, engine, terminal);
      const all = [...new Set([...test.map(({ label }) => label), ...said])].sort();
      const indexes = (labels: readonly string[]): Int32Array => Int32Array.from(labels, (label) => all.indexOf(label));
      const table = confusionTable({ labels: indexes(test.map(({ label }) => label)), predicted: indexes(said), classes: all.length });
      const seconds = (performance.now() - started) / 1000;
      const metrics = { accuracy: accuracyOf(table), macroF1: macroF1Of(table) };
      return { kind: 'classification', rows: test.length, seconds, model, metrics, groups: {}, skipped: [] };
    });
    return { json: report, text: () => reportText(report) };
  },
};

interface Measured {
  readonly classifier: Classifier;
  /** What the rows call a label of the classifier. */
  readonly names: ReadonlyMap<string, string>;
}

async function classifierToMeasure(folder: string | undefined, engine: EngineApi, args: Arguments, terminal: Terminal): Promise<Measured> {
  const words = wordsOf(args.text('labels') ?? '');
  const names = new Map(Array.from(words, ([name, word]) => [word, name]));
  if (words.size > 0 && !(['train', 'per-label', 'depth'] as const).some((option) => args.text(option) !== undefined)) {
    const by = args.text('by') ?? 'both';
    const isEmbedded = by === 'encoder' || by === 'causal' || by === 'both';
    return { classifier: { kind: 'zero-shot', labels: [...words.values()], by: isEmbedded ? by : { entailment: by } }, names };
  }
  if (args.text('head') !== undefined || args.text('checkpoint') !== undefined) {
    const classifier = await classifierOf(args, terminal);
    if (classifier.kind === 'head' && classifier.head.thresholds !== undefined) {
      throw usageError('This classifier gives a text several labels or none, and this command measures those that give one.');
    }
    return { classifier, names: new Map() };
  }
  const seed = args.integer('seed', 0, 2 ** 31) ?? 1;
  const { examples: all } = await labelledTexts([await tableIn(folder, 'train', 'train', args, terminal)], args, terminal);
  const drawn = someOfEach(all, args.integer('per-label', 1, 1_000_000), seed);
  const examples = drawn.map(({ text, label }) => ({ text, label: words.get(label) ?? label }));
  const by = args.choice('features', ['encoder', 'causal', 'both']) ?? 'encoder';
  const depth = args.choice('depth', ['fast', 'deep', 'auto']) ?? 'fast';
  const request = { examples, by, weighting: 'none', seed, depth } as const;
  const { head } = await engine.trainClassifier(request, terminal.cancel, trainingProgress(terminal, 'Text'));
  return { classifier: { kind: 'head', head }, names };
}

/** What the labels of rows are called in words, as in "0=negative,1=positive". */
function wordsOf(labels: string): ReadonlyMap<string, string> {
  const pairs = labels.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return new Map(pairs.flatMap(([name = '', word = name]) => (name === '' ? [] : [[name, word] as const])));
}

function someOfEach(examples: readonly Example[], count: number | undefined, seed: number): readonly Example[] {
  if (count === undefined) return examples;
  const names = [...new Set(examples.map(({ label }) => label))].sort();
  const random = seededRandom(seed);
  const classes = byClass(examples.map(({ label }) => names.indexOf(label)));
  return [...classes.values()].flatMap((indexes) => shuffled(indexes, random).slice(0, count).flatMap((index) => examples[index] ?? [])); // prettier-ignore
}

async function labelAll(
  rows: readonly Example[],
  classifier: Classifier,
  names: ReadonlyMap<string, string>,
  engine: EngineApi,
  terminal: Terminal,
): Promise<{ said: string[]; model: string }> {
  const progress = new Progress(terminal, 'Row', rows.length);
  const said: string[] = [];
  let model = '';
  for (let from = 0; from < rows.length; from += batchSize) {
    progress.show(from);
    const texts = rows.slice(from, from + batchSize).map(({ text }) => text);
    const result = await engine.classify({ texts, classifier, multiLabel: false, why: false }, terminal.cancel);
    for (const { probabilities } of result.texts) {
      const label = result.labels[largestIndex(probabilities)] ?? '';
      said.push(probabilities.length === 0 ? '' : (names.get(label) ?? label));
    }
    ({ model } = result);
  }
  progress.clear();
  return { said, model };
}

/** The table that an option names, or the one of that name in the folder. */
async function tableIn(folder: string | undefined, option: string, name: string, args: Arguments, terminal: Terminal): Promise<string> {
  const given = args.text(option);
  if (given !== undefined) return given;
  if (folder === undefined) throw usageError(`Give a folder with ${name}.csv or ${name}.tsv, or --${option} FILE.`);
  for (const extension of ['csv', 'tsv', 'jsonl']) {
    const file = path.join(folder, `${name}.${extension}`);
    if ((await stat(path.resolve(terminal.workingFolder, file)).catch(() => undefined))?.isFile() === true) return file;
  }
  throw usageError(`${folder} holds no ${name}.csv, ${name}.tsv or ${name}.jsonl. Name the table: --${option} FILE.`);
}
