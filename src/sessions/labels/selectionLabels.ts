import type { Translate } from '../../common/translate.js';
import { usedLabels } from '../../learning/examples/labelFile.js';
import type { LabelStore } from './labelStore.js';
import type { OfferedLabel } from './leastSureTexts.js';
import type { TextToLabel } from './textsToLabel.js';

/** What says which lines of a document are blank. */
export interface DocumentLines {
  readonly lineCount: number;
  readonly isBlank: (line: number) => boolean;
}

/** The lines around one up to blank ones, both inclusive; `undefined` where it is blank itself. */
export function paragraphAround(
  line: number,
  { lineCount, isBlank }: DocumentLines,
): { readonly first: number; readonly last: number } | undefined {
  if (isBlank(line)) return undefined;
  let [first, last] = [line, line];
  while (first > 0 && !isBlank(first - 1)) first--;
  while (last + 1 < lineCount && !isBlank(last + 1)) last++;
  return { first, last };
}

/** The labels in use, most used first. */
export async function labelsInUse(labels: Pick<LabelStore, 'read'>): Promise<OfferedLabel[]> {
  return usedLabels(await labels.read()).map(({ label, count }) => ({ label, description: String(count) }));
}

/** What was done, and what takes it back. */
export interface LabelsGiven {
  readonly message: string;
  readonly undo: () => Promise<void>;
}

/** Gives texts a label. Fails where it cannot be kept. */
export async function giveLabel(texts: readonly TextToLabel[], label: string, labels: LabelStore, t: Translate): Promise<LabelsGiven> {
  const undo = await labels.add(texts.map(({ text, source }) => ({ text, label, source })));
  const count = usedLabels(await labels.read()).find((used) => used.label === label)?.count ?? 0;
  const message =
    count === 1 ? t('Labeled "{0}", which now has 1 example.', label) : t('Labeled "{0}", which now has {1} examples.', label, count);
  return { message, undo };
}
