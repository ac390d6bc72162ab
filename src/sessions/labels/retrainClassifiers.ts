import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import { cancelledError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { Translate } from '../../common/translate.js';
import { labelSource } from '../../learning/examples/labelFile.js';
import { headName, headText, readHead } from '../../learning/heads/headFile.js';
import { percent } from '../../prose/plainText.js';
import type { LabelStore } from './labelStore.js';

/** The files of the classifiers that stand beside the labels, by their names. */
export interface ClassifierFiles {
  list(): Promise<readonly string[]>;
  /** `undefined` where the file cannot be read. */
  read(name: string): Promise<string | undefined>;
  /** Writes it whole or not at all. */
  write(name: string, text: string): Promise<void>;
}

export interface RetrainDependencies {
  readonly engine: Pick<EngineApi, 'trainClassifier'>;
  readonly labels: Pick<LabelStore, 'read'>;
  readonly files: ClassifierFiles;
  readonly t: Translate;
  /** Says what was trained again. `undo` takes it back, and returns what became of each classifier. */
  readonly tell: (message: string, undo: () => Promise<readonly string[]>) => void;
}

/** A classifier that was trained again, with the text of its file before and now. */
interface Retrained {
  readonly file: string;
  readonly before: string;
  readonly now: string;
  readonly accuracy: readonly [before: number | undefined, now: number | undefined];
}

/**
 * Trains the classifiers again that have learned from the labels of the workspace, and tells of it. Fails as the engine and the files do;
 * what was trained before that is told too.
 */
export async function retrainClassifiers(dependencies: RetrainDependencies, token: CancellationToken): Promise<void> {
  const { files, t, tell } = dependencies;
  const retrained: Retrained[] = [];
  try {
    for (const file of await files.list()) {
      const again = await retrain(file, dependencies, token);
      if (again !== undefined) retrained.push(again);
    }
  } finally {
    const [first, ...others] = retrained;
    if (first !== undefined) tell(messageOn(first, others.length, t), () => takeBack(retrained, files, t));
  }
}

/** `undefined` where it has learned from something else, cannot be read, or comes out the same. */
async function retrain(
  file: string,
  { engine, labels, files }: RetrainDependencies,
  token: CancellationToken,
): Promise<Retrained | undefined> {
  const before = await files.read(file);
  const head = before === undefined ? undefined : headIn(before);
  if (before === undefined || head?.training.source !== labelSource) return undefined;
  const examples = await labels.read();
  const { weighting } = head.training;
  const deep = head.training.deep && { depth: 'deep' as const };
  const request = { ...deep, examples, multiLabel: head.thresholds !== undefined, by: readBy(head), weighting, seed: 1 } as const;
  const trained = await engine.trainClassifier(request, token);
  const training = { ...trained.head.training, source: labelSource };
  if (token.isCancellationRequested) throw cancelledError();
  if (headText({ ...trained.head, training: { ...training, date: head.training.date } }) === headText(head)) return undefined;
  const now = headText({ ...trained.head, training });
  await files.write(file, now);
  return { file, before, now, accuracy: [head.training.accuracy?.value, training.accuracy?.value] };
}

/** Whose features it takes. */
function readBy({ features }: ClassifierHead): 'encoder' | 'causal' | 'both' {
  const kinds = new Set(features.map(({ kind }) => kind));
  return kinds.size > 1 ? 'both' : (features[0]?.kind ?? 'encoder');
}

function headIn(text: string): ClassifierHead | undefined {
  try {
    return readHead(text, '');
  } catch {
    // A broken file is told of where it is to be used.
    return undefined;
  }
}

function messageOn({ file, accuracy: [before, now] }: Retrained, others: number, t: Translate): string {
  const name = headName(file);
  if (others === 1) return t('Labels have changed: "{0}" and 1 other classifier were trained again.', name);
  if (others > 0) return t('Labels have changed: "{0}" and {1} other classifiers were trained again.', name, others);
  if (before === undefined || now === undefined) return t('Labels have changed: "{0}" was trained again.', name);
  return t('Labels have changed: "{0}" was trained again. It is right about {1} of texts that it has not seen; before it was {2}.', name, percent(now), percent(before)); // prettier-ignore
}

/** A file that has changed since stays. */
async function takeBack(retrained: readonly Retrained[], files: ClassifierFiles, t: Translate): Promise<string[]> {
  const messages: string[] = [];
  for (const { file, before, now } of retrained) {
    const name = headName(file);
    if ((await files.read(file)) === now) {
      await files.write(file, before);
      messages.push(t('"{0}" is as it was before.', name));
    } else messages.push(t('"{0}" has changed since and was left as it is.', name));
  }
  return messages;
}
