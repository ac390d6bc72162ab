import { anchorLength, type TextPlace } from '../../common/panelProtocol/place.js';
import type { PairRecord, PairSignal } from '../../common/panelProtocol/pair.js';
import type { Translate } from '../../common/translate.js';
import { flowModel } from '../../writing/flow/score/flowModel.js';
import { verdictPhrase } from '../../writing/flow/reasons/phrases.js';
import type { FlowSentence } from '../../writing/flow/document/flowDocument.js';
import type { PairRating } from '../../common/methods/scoring.js';
import { sigmoid } from '../../common/sigmoid.js';
import type { Found } from '../../writing/flow/flowReport.js';

/** What is known about a pair of sentences. */
export interface KnownPair {
  readonly document: string;
  /** The document's text with one character for the end of each line. */
  readonly text: string;
  readonly first: FlowSentence;
  readonly second: FlowSentence;
  readonly rating: PairRating;
  readonly found: Found;
  /** Ratings of pairs of the document in another order. */
  readonly shuffled: readonly PairRating[];
}

/** A pair of sentences for the panel: its numbers beside those of the document's own shuffled pairs. */
export function pairRecord({ document, text, first, second, rating, found, shuffled }: KnownPair, t: Translate): PairRecord {
  const place = ({ start, end }: FlowSentence): TextPlace => ({
    document,
    start,
    end,
    text: text.slice(start, end),
    before: text.slice(Math.max(0, start - anchorLength), start),
  });
  const { judgement, reasons } = found;
  const usual = median(shuffled.flatMap(({ nextSentence }) => (nextSentence === undefined ? [] : [probability(nextSentence)])));
  const signals: PairSignal[] = [{ id: 'chance', label: t('Does not belong here'), unit: 'probability', value: judgement.chance }];
  if (rating.nextSentence !== undefined) {
    const value = probability(rating.nextSentence);
    signals.push({
      id: 'next-sentence',
      label: t('Next sentence'),
      unit: 'probability',
      value,
      ...(usual !== undefined && { shuffled: usual }),
    });
  }
  if (rating.surprisal !== undefined) {
    const { alone, after, tokens } = rating.surprisal;
    const detail = t('{0} tokens', tokens);
    signals.push({ id: 'after', label: t('After the preceding text'), unit: 'bits', value: after, detail });
    signals.push({ id: 'alone', label: t('On its own'), unit: 'bits', value: alone, detail });
  }
  const verdict = verdictPhrase(judgement.warns, judgement.chance, flowModel.falseAlarmsPer100['all'] ?? 0, t);
  return { first: place(first), second: place(second), verdict, signals, reasons };
}

function median(values: readonly number[]): number | undefined {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function probability(odds: number): number {
  return sigmoid(odds);
}
