import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ClozeError } from '../../common/clozeError.js';
import { headText } from '../../text/classification/headFile.js';
import { reportText } from '../../text/classification/report/reportText.js';
import { columnOptions } from '../classification/classifierOptions.js';
import { labelledTexts } from '../classification/labelledTexts.js';
import type { Command } from '../command.js';
import { encoderOptions, engineOptions, jsonOption } from '../options.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';

export const trainCommand: Command = {
  name: 'train',
  operands: 'DATA…',
  operandCount: [1, Infinity],
  summary: 'Learns labels from examples, and says how well.',
  details: `DATA is a table with a column of texts and one of labels (.csv, .tsv, .jsonl, - for standard input), or a folder with a folder of text files for each
label. A classifier is a logistic regression on what a model says about a text, its strength chosen by cross-validation and its probabilities
calibrated; it is one small file. What the model says is kept in the cache folder. The JSON value is {labels: [{name, examples}], majority, figures:
{folds, accuracy: {value, low, high}, macroF1, confusion, curve, uncertain, suspected}, note, empty, repeated, contradicting, head}; figures are those
of examples that were held out, and there are none where a label has under ten.`,
  options: {
    out: { value: 'FILE', short: 'o', help: 'Where the classifier is written.' },
    by: { value: 'encoder|causal|both', default: 'encoder', help: 'Which model reads the texts.' },
    balanced: { help: 'Each label counts alike, however few examples it has.' },
    seed: { value: 'N', default: '1', help: 'Which parts the examples are dealt into.' },
    ...columnOptions,
    ...encoderOptions,
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw usageError('Say where the classifier is to be written: --out FILE');
    const by = args.choice('by', ['encoder', 'causal', 'both']) ?? 'encoder';
    const examples = await labelledTexts(args.operands, args, terminal);
    const weighting = args.flag('balanced') ? 'balanced' : 'none';
    const seed = args.integer('seed', 0, 2 ** 31) ?? 1;
    const { head, report } = await withEngine(args, terminal, (engine) =>
      engine.trainClassifier({ examples, by, weighting, seed }, terminal.cancel),
    );
    await write(out, headText(head), terminal);
    return { json: { ...report, head: out }, text: () => `${reportText(report)}\nWritten to ${out}\n` };
  },
};

async function write(out: string, text: string, { workingFolder }: Terminal): Promise<void> {
  try {
    await writeFile(path.resolve(workingFolder, out), text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ClozeError({ code: 'disk', message: `The classifier could not be written to ${out}: ${reason}.` }, { cause: error });
  }
}
