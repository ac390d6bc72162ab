import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { peftFolder } from '../../engine/training/peft/peftFolder.js';
import { unpacked } from '../../engine/training/storedAdapter.js';
import { headText } from '../../learning/heads/headFile.js';
import { reportText } from '../../report/classification/reportText.js';
import type { Arguments } from '../arguments.js';
import { columnOptions } from '../classification/classifierOptions.js';
import { labelledTexts } from '../classification/labelledTexts.js';
import { holdTaggedWords, type TrainedHere, type TrainingChoices, trainOnWords } from '../classification/trainOnWords.js';
import type { Command } from '../command.js';
import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { trainingProgress } from '../trainingProgress.js';
import { withEngine } from '../withEngine.js';
import { writeError } from '../writeError.js';
import { writeWhole } from '../writeWhole.js';

export const trainCommand: Command = {
  name: 'train',
  operands: 'DATA…',
  operandCount: [1, Infinity],
  summary: 'Learns labels from examples, and says how well.',
  details: `DATA is a table with a column of texts and one of labels (.csv, .tsv, .jsonl, - for standard input), or a folder with a folder of text files for each
label. A classifier is a logistic regression on what a model says about a text, its strength chosen by cross-validation and its probabilities
calibrated; it is one small file. What the model says is kept in the cache folder. The JSON value is {labels: [{name, examples}], majority, figures:
{folds, accuracy: {value, low, high}, macroF1, confusion or each, curve, uncertain, suspected}, note, empty, repeated, contradicting, leftOut: [{file, why}], head};
figures are those of examples that were held out, and there are none where a label has under ten. With --depth deep the last layers of the
encoder learn too, by low-rank adapters that lie in the classifier's file; depth: {chosen, fast, deep, note} says how both did.
DATA may also be words with tags in the CoNLL format (.conll, .bio, .iob, or --format conll), to find names and other words in texts: columns are then
numbers, and the JSON value is {unit, sentences, words, labels, majority, figures: {folds, accuracy, overall: {precision, recall, f1}, labels}, note, head}.`,
  options: {
    out: { value: 'FILE', short: 'o', help: 'Where the classifier is written.' },
    adapter: { value: 'DIR', help: 'Where the adapters of a deep classifier are written too, as a folder of PEFT.' },
    by: { value: 'encoder|causal|both', default: 'encoder', help: 'Which model reads the texts.' },
    depth: {
      value: 'fast|deep|auto',
      default: 'fast',
      help: 'What learns: a classifier alone, also the upper layers of the encoder, or whichever is better on held-out examples.',
    },
    'multi-label': { help: 'A text may have several labels, separated by | or ; or as a JSON list.' },
    balanced: { help: 'Each label counts alike, however few examples it has.' },
    seed: { value: 'N', default: '1', help: 'Seed of the random split into folds.' },
    ...columnOptions,
    format: { ...columnOptions.format, value: `${columnOptions.format.value}|conll` },
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw usageError('Specify where to write the classifier: --out FILE');
    const weighting = args.flag('balanced') ? 'balanced' : 'none';
    const seed = args.integer('seed', 0, 2 ** 31) ?? 1;
    const { head, report, text } = await (holdTaggedWords(args) ? trainOnWords : trainOnTexts)(args, { weighting, seed }, terminal);
    await write(out, headText(head), terminal);
    await writeAdapter(args.text('adapter'), head, terminal);
    return { json: { ...report, head: out }, text: () => `${text}\nWritten to ${out}\n` };
  },
};

async function trainOnTexts(args: Arguments, options: TrainingChoices, terminal: Terminal): Promise<TrainedHere> {
  const by = args.choice('by', ['encoder', 'causal', 'both']) ?? 'encoder';
  const depth = args.choice('depth', ['fast', 'deep', 'auto']);
  const { examples, leftOut } = await labelledTexts(args.operands, args, terminal);
  const { head, report } = await withEngine(args, terminal, (engine) =>
    engine.trainClassifier(
      { examples, multiLabel: args.flag('multi-label'), by, ...(depth && { depth }), ...options },
      terminal.cancel,
      trainingProgress(terminal, 'Text'),
    ),
  );
  const shown = { ...report, ...(leftOut.length > 0 && { leftOut }) };
  return { head, report: shown, text: reportText(shown) };
}

/** Writes the adapter of a classifier into a folder of its own; nothing where it has none. */
async function writeAdapter(out: string | undefined, { features, training }: ClassifierHead, terminal: Terminal): Promise<void> {
  const source = features.find(({ adapter }) => adapter !== undefined);
  if (out === undefined || source?.adapter === undefined) return;
  const { model, hash, adapter } = source;
  const folder = path.resolve(terminal.workingFolder, out);
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw writeError(out, error);
  }
  for (const [name, content] of peftFolder(unpacked(adapter), { base: model, hash, training })) {
    await write(path.join(out, name), content, terminal);
  }
}

async function write(out: string, text: string | Uint8Array, { workingFolder }: Terminal): Promise<void> {
  try {
    await writeWhole(path.resolve(workingFolder, out), text);
  } catch (error) {
    throw writeError(out, error);
  }
}
