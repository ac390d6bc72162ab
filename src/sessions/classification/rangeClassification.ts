import { CancellationSource, type CancellationToken } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';
import type { EngineApi } from '../../common/engineApi.js';
import type { ClassesRecord } from '../../common/panelProtocol/classes.js';
import { anchorLength } from '../../common/panelProtocol/place.js';
import type { Translate } from '../../common/translate.js';
import type { ChosenClassifier } from './classifierChoice.js';
import { linkedSource } from './linkedSource.js';
import { type PlaceOf, rangeRecord } from './rangeRecord.js';
import type { SessionText } from './sessionText.js';
import { type WhyMarks, whyMarks } from './whyMarks.js';

/** A piece of a document that is to be classified. Lines end in one character. */
export interface RangeToClassify {
  readonly document: Omit<SessionText, 'file'>;
  readonly start: number;
  readonly end: number;
}

/** What is known of a piece so far. */
export interface RangeResult {
  /** `undefined` where there are no words. */
  readonly record: ClassesRecord | undefined;
  /** The words that moved the decision; absent before they are known, and where the document has changed since. */
  readonly marks?: WhyMarks;
}

/** Classifies pieces of documents, one at a time: a new one gives up the one before. */
export class RangeClassification {
  #running = new CancellationSource();

  constructor(
    private readonly engine: Pick<EngineApi, 'classify'>,
    private readonly t: Translate,
  ) {}

  /**
   * Tells what a piece is as soon as that is known; the words that moved the decision take longer and come after. Fails as the engine does,
   * and as cancelled where another piece is classified meanwhile.
   */
  async classify(
    { document, start, end }: RangeToClassify,
    { classifier, multiLabel }: ChosenClassifier,
    tell: (result: RangeResult) => void,
    token: CancellationToken,
  ): Promise<void> {
    this.#running.cancel();
    const { source, stop } = linkedSource(token);
    this.#running = source;
    const text = document.text.slice(start, end);
    const placeOf: PlaceOf = (offset, length) => ({
      document: document.uri,
      start: start + offset,
      end: start + offset + length,
      text: text.slice(offset, offset + length),
      before: document.text.slice(Math.max(0, start + offset - anchorLength), start + offset),
    });
    try {
      for (const why of [false, true]) {
        const result = await this.engine.classify({ texts: [text], classifier, multiLabel, why }, source.token);
        if (source.token.isCancellationRequested) throw cancelledError();
        const [classified] = result.texts;
        const isEmpty = classified === undefined || classified.probabilities.length === 0;
        const record = isEmpty ? undefined : rangeRecord(classified, result, classifier, text.length, placeOf, this.t);
        tell({ record, ...(record?.words !== undefined && document.isUnchanged() && { marks: whyMarks(record, this.t) }) });
        if (isEmpty) return;
      }
    } finally {
      stop();
    }
  }
}
