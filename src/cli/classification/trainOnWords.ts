import type { ClassifierHead } from '../../common/classifierHead.js';
import type { TaggedSentence } from '../../common/methods/training.js';
import { blocksText } from '../../report/classification/reportText.js';
import { taggerBlocks } from '../../report/classification/taggerBlocks.js';
import { isConllName, readConll } from '../../learning/tagging/conll.js';
import { inEnglish } from '../../common/translate.js';
import type { Arguments } from '../arguments.js';
import { inputName, readText } from '../input/readText.js';
import type { Terminal } from '../terminal.js';
import { usageError } from '../usageError.js';
import { trainingProgress } from '../trainingProgress.js';
import { withEngine } from '../withEngine.js';

export interface TrainingChoices {
  readonly weighting: 'none' | 'balanced';
  readonly seed: number;
}

/** A classifier, and what is known about it as plain data and as text. */
export interface TrainedHere {
  readonly head: ClassifierHead;
  readonly report: object;
  readonly text: string;
}

/** Whether the operands are files of words with tags: by `--format conll`, or by their names. */
export function holdTaggedWords(args: Arguments): boolean {
  const format = args.text('format');
  const named = args.operands.filter(isConllName);
  if (format === undefined && named.length > 0 && named.length < args.operands.length) {
    throw usageError(`${named[0] ?? ''} holds words with tags, and ${args.operands.find((name) => !isConllName(name)) ?? ''} does not. Train on one kind at a time.`); // prettier-ignore
  }
  return format === undefined ? named.length > 0 : format === 'conll';
}

/** Learns labels of words. */
export async function trainOnWords(args: Arguments, options: TrainingChoices, terminal: Terminal): Promise<TrainedHere> {
  if (args.text('by') !== 'encoder') throw usageError('Labels of words are learned by the encoder only: leave out --by.');
  if (args.flag('multi-label')) throw usageError('A word has one tag: leave out --multi-label.');
  if (args.text('depth') === 'deep') {
    throw usageError('The layers of a model are trained for labels of texts, not of words: leave out --depth.');
  }
  const sentences: TaggedSentence[] = [];
  for (const operand of args.operands) for (const sentence of await sentencesOf(operand, args, terminal)) sentences.push(sentence);
  const { head, report } = await withEngine(args, terminal, (engine) =>
    engine.trainTagger({ sentences, ...options }, terminal.cancel, trainingProgress(terminal, 'Sentence')),
  );
  return { head, report, text: blocksText(taggerBlocks(report, inEnglish)) };
}

async function sentencesOf(operand: string, args: Arguments, terminal: Terminal): Promise<TaggedSentence[]> {
  const [word, tag] = [args.integer('text-column', 1, 1000), args.integer('label-column', 1, 1000)];
  return readConll(await readText(operand, terminal), inputName(operand), {
    ...(word !== undefined && { word }),
    ...(tag !== undefined && { tag }),
  });
}
