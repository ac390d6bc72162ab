import { append } from '../../common/append.js';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifierHead } from '../../common/classifierHead.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { ClassifiedText } from '../../common/methods/classification.js';
import type { Translate } from '../../common/translate.js';
import { usedLabels } from '../../learning/examples/labelFile.js';
import { leastSure, type UnsureText } from '../../learning/examples/leastSure.js';
import { excerptStart } from '../../prose/excerpt.js';
import { percent } from '../../prose/plainText.js';
import type { LabelStore } from './labelStore.js';
import type { TextToLabel } from './textsToLabel.js';

/** Texts that are asked about at a time. */
const batch = 128;

/** How many texts are offered in one go: training again after that changes which are worth labelling. */
const maxOffered = 20;

const titleLength = 90;

/** A label that can be chosen, and what is said of it. */
export interface OfferedLabel {
  readonly label: string;
  readonly description: string;
}

/** A text without a label that a classifier is unsure about. */
export interface TextInDoubt extends TextToLabel {
  readonly unsure: UnsureText;
}

/** Those of the texts that have words and no label yet, each once. */
export function textsWithoutLabel(texts: readonly TextToLabel[], labelled: readonly { readonly text: string }[]): TextToLabel[] {
  const known = new Set(labelled.map(({ text }) => text));
  return texts.filter(({ text }) => {
    if (text === '' || known.has(text)) return false;
    known.add(text);
    return true;
  });
}

/** The texts that a classifier is least sure about, least first. Fails as the engine does. */
export async function leastSureTexts(
  texts: readonly TextToLabel[],
  head: ClassifierHead,
  engine: Pick<EngineApi, 'classify'>,
  token: CancellationToken,
): Promise<TextInDoubt[]> {
  const classified: ClassifiedText[] = [];
  for (let from = 0; from < texts.length && !token.isCancellationRequested; from += batch) {
    const part = texts.slice(from, from + batch).map(({ text }) => text);
    const request = { texts: part, classifier: { kind: 'head', head }, multiLabel: false, why: false } as const;
    append(classified, (await engine.classify(request, token)).texts);
  }
  const rule = { labels: head.labels, ...(head.thresholds && { thresholds: head.thresholds }) };
  return leastSure(classified, rule, maxOffered).flatMap((unsure) => {
    const text = texts[unsure.index];
    return text === undefined ? [] : [{ ...text, unsure }];
  });
}

/**
 * Asks for the label of each text until that is given up, and keeps each at once. Returns what was done, to be said; `undefined` where nothing
 * was. Fails where labels cannot be read or kept.
 */
export async function labelEach(
  texts: readonly TextInDoubt[],
  labels: Pick<LabelStore, 'read' | 'add'>,
  ask: (offered: readonly OfferedLabel[], title: string) => Promise<string | undefined>,
  t: Translate,
): Promise<string | undefined> {
  let done = 0;
  for (const { text, source, unsure } of texts) {
    const label = await ask(await offeredLabels(unsure, labels), excerptStart(text.replace(/\s+/g, ' '), titleLength));
    if (label === undefined) break;
    await labels.add([{ text, label, source }]);
    done += 1;
  }
  if (done === 0) return undefined;
  return done === 1
    ? t('Labeled 1 text. Train again to see what changes.')
    : t('Labeled {0} texts. Train again to see what changes.', done);
}

/** The labels that are likely come first, each with its probability. */
async function offeredLabels({ labels: likely }: UnsureText, labels: Pick<LabelStore, 'read'>): Promise<OfferedLabel[]> {
  const used = usedLabels(await labels.read()).filter(({ label }) => !likely.some((each) => each.label === label));
  return [
    ...likely.map(({ label, probability }) => ({ label, description: percent(probability) })),
    ...used.map(({ label, count }) => ({ label, description: String(count) })),
  ];
}
