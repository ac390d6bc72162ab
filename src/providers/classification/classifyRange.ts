import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifiedText, Classifier, ClassifyResult } from '../../common/methods/classification.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { largestIndex } from '../../learning/linear/softmax.js';

/** A piece of a document that is to be classified. */
export interface RangeToClassify {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly classifier: Classifier;
  readonly multiLabel: boolean;
}

/**
 * Classifies a piece of a document, and tells what it is as soon as that is known; the words that moved the decision take longer and come
 * after. The record is `undefined` where there are no words.
 */
export async function classifyRange(
  { document, range, classifier, multiLabel }: RangeToClassify,
  engine: EngineApi,
  tell: (record: ClassesRecord | undefined) => void,
  token: CancellationToken,
): Promise<void> {
  const text = plainText(document.getText(range));
  const start = plainOffset(document, range.start);
  const whole = plainText(document.getText());
  const place = (offset: number, length: number): TextPlace => ({
    document: document.uri.toString(),
    start: start + offset,
    end: start + offset + length,
    text: text.slice(offset, offset + length),
    before: whole.slice(Math.max(0, start + offset - anchorLength), start + offset),
  });
  for (const why of [false, true]) {
    const result = await engine.classify({ texts: [text], classifier, multiLabel, why }, token);
    const [classified] = result.texts;
    const isEmpty = classified === undefined || classified.probabilities.length === 0;
    tell(isEmpty ? undefined : recordOf(classified, result, classifier, place(0, text.length), place));
    if (isEmpty) return;
  }
}

function recordOf(
  { probabilities, passages, deciding, words }: ClassifiedText,
  { labels, thresholds, model }: ClassifyResult,
  classifier: Classifier,
  whole: TextPlace,
  place: (offset: number, length: number) => TextPlace,
): ClassesRecord {
  const best = largestIndex(probabilities);
  const classes = labels.map((label, index) => {
    const threshold = thresholds?.[index];
    return { label, probability: probabilities[index] ?? 0, ...(threshold !== undefined && { threshold }) };
  });
  return {
    place: whole,
    classes: classes.sort((a, b) => b.probability - a.probability),
    passages:
      passages.length < 2
        ? []
        : passages.map((passage, index) => ({
            place: place(passage.offset, passage.length),
            probability: passage.probabilities[best] ?? 0,
            decided: index === deciding,
          })),
    ...(words && { words: words.map(({ offset, length, influence }) => ({ place: place(offset, length), bits: influence / Math.LN2 })) }),
    model,
    notes: notesOf(classifier),
  };
}

function notesOf(classifier: Classifier): string[] {
  if (classifier.kind === 'zero-shot') {
    return [vscode.l10n.t('Labels without training are a guess. Try them on texts that you know before you rely on them.')];
  }
  if (classifier.kind === 'checkpoint') return [];
  const { accuracy } = classifier.head.training;
  if (accuracy === undefined) return [vscode.l10n.t('This classifier was trained on too few examples to say how often it is right.')];
  const [value, low, high] = [accuracy.value, accuracy.low, accuracy.high].map((share) => `${Math.round(100 * share)} %`);
  return [
    classifier.head.thresholds === undefined
      ? vscode.l10n.t('In training it was right about {0} of the texts that it had not seen ({1} to {2}).', value ?? '', low ?? '', high ?? '')
      : vscode.l10n.t('In training it found just the right labels for {0} of the texts that it had not seen ({1} to {2}).', value ?? '', low ?? '', high ?? ''), // prettier-ignore
  ];
}
