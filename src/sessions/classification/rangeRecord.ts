import type { ClassifiedText, Classifier, ClassifyResult } from '../../common/methods/classification.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import type { TextPlace } from '../../common/panelProtocol/place.js';
import type { Translate } from '../../common/translate.js';
import { largestIndex } from '../../learning/linear/softmax.js';

/** Where in a document a piece of the classified text stands. */
export type PlaceOf = (offset: number, length: number) => TextPlace;

/** What the panel shows of a classified text of this length. */
export function rangeRecord(
  { probabilities, passages, deciding, words }: ClassifiedText,
  { labels, thresholds, model }: ClassifyResult,
  classifier: Classifier,
  length: number,
  placeOf: PlaceOf,
  t: Translate,
): ClassesRecord {
  const best = largestIndex(probabilities);
  const classes = labels.map((label, index) => {
    const threshold = thresholds?.[index];
    return { label, probability: probabilities[index] ?? 0, ...(threshold !== undefined && { threshold }) };
  });
  return {
    place: placeOf(0, length),
    classes: classes.sort((a, b) => b.probability - a.probability),
    passages:
      passages.length < 2
        ? []
        : passages.map((passage, index) => ({
            place: placeOf(passage.offset, passage.length),
            probability: passage.probabilities[best] ?? 0,
            decided: index === deciding,
          })),
    ...(words && { words: words.map((word) => ({ place: placeOf(word.offset, word.length), bits: word.influence / Math.LN2 })) }),
    model,
    notes: notesOn(classifier, t),
  };
}

/** What people should know before they rely on it. */
function notesOn(classifier: Classifier, t: Translate): string[] {
  if (classifier.kind === 'zero-shot') {
    return [t('Labels without training are a guess. Try them on texts that you know before you rely on them.')];
  }
  if (classifier.kind === 'checkpoint') return [];
  const { accuracy } = classifier.head.training;
  if (accuracy === undefined) return [t('This classifier was trained on too few examples to say how often it is right.')];
  const [value, low, high] = [accuracy.value, accuracy.low, accuracy.high].map((share) => `${Math.round(100 * share)} %`);
  return [
    classifier.head.thresholds === undefined
      ? t('In training it was right about {0} of the texts that it had not seen ({1} to {2}).', value ?? '', low ?? '', high ?? '')
      : t('In training it found just the right labels for {0} of the texts that it had not seen ({1} to {2}).', value ?? '', low ?? '', high ?? ''), // prettier-ignore
  ];
}
