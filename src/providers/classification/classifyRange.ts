import * as vscode from 'vscode';
import type { CancellationToken } from '../../common/cancellation.js';
import type { ClassifiedText, Classifier } from '../../common/classificationApi.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import { plainOffset, plainText } from '../../host/documentText.js';
import { largestIndex } from '../../text/classification/softmax.js';

/** A piece of a document that is to be classified. */
export interface RangeToClassify {
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly classifier: Classifier;
}

/**
 * Classifies a piece of a document, and tells what it is as soon as that is known; the words that moved the decision take longer and come
 * after. The record is `undefined` where there are no words.
 */
export async function classifyRange(
  { document, range, classifier }: RangeToClassify,
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
    const { texts, labels, model } = await engine.classify({ texts: [text], classifier, multiLabel: false, why }, token);
    const [classified] = texts;
    const isEmpty = classified === undefined || classified.probabilities.length === 0;
    tell(isEmpty ? undefined : recordOf(classified, labels, model, classifier, place(0, text.length), place));
    if (isEmpty) return;
  }
}

function recordOf(
  { probabilities, passages, deciding, words }: ClassifiedText,
  labels: readonly string[],
  model: string,
  classifier: Classifier,
  whole: TextPlace,
  place: (offset: number, length: number) => TextPlace,
): ClassesRecord {
  const best = largestIndex(probabilities);
  const classes = labels.map((label, index) => ({ label, probability: probabilities[index] ?? 0 }));
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
  const percentage = (share: number): string => `${Math.round(100 * share)} %`;
  return [
    vscode.l10n.t(
      'In training it was right about {0} of the texts that it had not seen ({1} to {2}).',
      percentage(accuracy.value),
      percentage(accuracy.low),
      percentage(accuracy.high),
    ),
  ];
}
