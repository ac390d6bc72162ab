import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { LearnedKind, LearnResult } from '../../common/methods/manuscript.js';
import { learnedText } from '../../report/manuscript/learnedText.js';
import { lossCurveSvg } from '../../report/manuscript/lossCurveSvg.js';
import type { Command } from '../command.js';
import { embeddedModel } from '../engineChoices.js';
import { languageOf } from '../input/fileLanguage.js';
import { readError } from '../input/readBytes.js';
import { engineOptions, jsonOption } from '../options.js';
import type { Progress as Step } from '../../common/methods/progress.js';
import { Progress } from '../progress.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { withEngine } from '../withEngine.js';
import { writeError } from '../writeError.js';
import { writeWhole } from '../writeWhole.js';

export const learnCommand: Command = {
  name: 'learn',
  operands: 'FILE…',
  operandCount: [1, Infinity],
  summary: "Learns a writer's words, names and phrases from their own texts.",
  details: `With "adapter" or "both" the writer's style is learned too: low-rank adapters of the model's upper layers are trained on the text, which takes minutes;
they are kept only where bits per byte of the last tenth fall by 1 %, and a training that was ended goes on when it is started again. The files are read in the order in which they are given, only their prose, and their last tenth is held out first, to measure what the rest is worth:
what helps is blended with the model, and what does not is not used. The result is a file in DIR, and a folder of PEFT for the style, for --learned DIR of other commands; it holds the
texts as numbers, so keep it as you keep the texts. Learning into the same DIR again reads only what has changed. The JSON value is {model, date,
texts, words, known: [{text, count, isName}], knownCount, figures: {tokens, bytes, before, after}, isUsed, bytes, adapter, leftOut: [{file, why}], countingMs,
fittingMs, trainingMs, out}; known are words that the model has no token for, before and after are bits per byte of what was held out, without and with what was
learned, and why is "binary", "empty", "language", "repeated", "too-large" or "unreadable".`,
  options: {
    out: { value: 'DIR', short: 'o', help: 'Where what is learned is kept.' },
    with: {
      value: 'ngram|adapter|both',
      help: 'What is learned: words, names and phrases (ngram), the style (adapter), or both (default: ngram; a style that was learned stays)',
    },
    curve: { value: 'FILE', help: 'Write the loss of the training over its steps there, as an SVG picture.' },
    again: { help: 'Train and measure again, also where the text has hardly grown.' },
    ...engineOptions,
    ...jsonOption,
  },
  async run(args, terminal) {
    const out = args.text('out');
    if (out === undefined) throw usageError('Specify where to keep what is learned: --out DIR');
    const kind = args.choice<LearnedKind>('with', ['ngram', 'adapter', 'both']);
    await checkFiles(args.operands, terminal);
    const sources = args.operands.map((name) => ({
      name,
      path: path.resolve(terminal.workingFolder, name),
      language: languageOf(name),
    }));
    const folder = path.resolve(terminal.workingFolder, out);
    const result = await withEngine(args, terminal, (engine, { causalModel }) =>
      engine.learn(
        {
          sources,
          folder,
          onlyEnglish: causalModel === embeddedModel,
          again: args.flag('again'),
          ...(kind !== undefined && { with: kind }),
        },
        terminal.cancel,
        learningProgress(terminal),
      ),
    );
    const curve = args.text('curve');
    if (curve !== undefined) await writeCurve(curve, result, terminal);
    return { json: { ...result, out }, text: () => toText(result, out) };
  },
};

async function writeCurve(name: string, { adapter }: LearnResult, terminal: Terminal): Promise<void> {
  if (adapter === undefined)
    throw usageError('There is no style whose curve could be written. Learn one with --with adapter or --with both.');
  const file = path.resolve(terminal.workingFolder, name);
  await writeWhole(file, lossCurveSvg(adapter)).catch((error: unknown) => {
    throw writeError(name, error);
  });
}

/** A name that is wrong is a mistake of the command line; what cannot be learned from is only left out. */
async function checkFiles(names: readonly string[], { workingFolder }: Terminal): Promise<void> {
  for (const name of names) {
    const entry = await stat(path.resolve(workingFolder, name)).catch((error: unknown) => {
      throw readError(name, error);
    });
    if (entry.isDirectory()) throw usageError(`${name} is a folder. Name the files in it, as in ${path.join(name, '*.md')}.`);
  }
}

const phaseUnits: Readonly<Record<Step['phase'], string>> = { reading: 'File', learning: 'Passage', training: 'Step' };

function learningProgress(terminal: Terminal): (step: Step) => void {
  let line: { readonly phase: string; readonly shown: Progress } | undefined;
  return ({ done, total, phase }) => {
    if (line?.phase !== phase) line = { phase, shown: new Progress(terminal, phaseUnits[phase], total) };
    if (done < total) line.shown.show(done);
    else line.shown.clear();
  };
}

function toText(result: LearnResult, out: string): string {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  const { leftOut, countingMs, fittingMs, trainingMs, note } = result;
  const trained = trainingMs === undefined ? '' : `, trained in ${seconds(trainingMs)}`;
  const why = note === undefined ? '' : `${note}\n`;
  return `${learnedText(result, leftOut)}${why}Counted in ${seconds(countingMs)}, measured in ${seconds(fittingMs)}${trained}. Written to ${out}\n`;
}
