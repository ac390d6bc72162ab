import type { CancellationToken } from '../../src/common/cancellation.js';
import { ClozeError } from '../../src/common/clozeError.js';
import type { EngineApi } from '../../src/common/engineApi.js';
import type { PairRating, PairSignalKind } from '../../src/common/methods/scoring.js';
import { sigmoid } from '../../src/common/sigmoid.js';
import { pairProbability } from '../../src/writing/flow/score/pairProbability.js';
import { auc } from '../../src/writing/flow/auc.js';
import { figure, ratio } from './ratio.js';
import type { Metrics } from './report.js';

/** Two sentences, and whether the second follows the first in its document. */
export interface NextSentenceRow {
  readonly group: string;
  readonly a: string;
  readonly b: string;
  readonly next: boolean;
}

export interface NextSentenceResult {
  readonly group: string;
  readonly next: boolean;
  readonly probability: number;
}

/** Reads a row; throws an `Error` that says what is wrong. */
export function readNextSentenceRow(fields: Readonly<Record<string, unknown>>): NextSentenceRow {
  const { a, b, next, group = 'other' } = fields;
  if (typeof a !== 'string' || typeof b !== 'string') throw new Error('The row has no "a" or no "b".');
  if (next !== 0 && next !== 1) throw new Error('The "next" of the row is not 0 or 1.');
  if (typeof group !== 'string') throw new Error('The "group" of the row is not a string.');
  return { group, a, b, next: next === 1 };
}

/** Who tells: both models and the words together, as `cloze next` does, or one of the models. */
export type Judge = 'both' | 'encoder' | 'causal';

const signalsOf: Readonly<Record<Judge, readonly PairSignalKind[]>> = {
  both: ['next-sentence', 'surprisal'],
  encoder: ['next-sentence'],
  causal: ['surprisal'],
};

/** Rates rows. Rejects with a `ClozeError` where no model can measure any of the signals. */
export async function ratePairRows(
  rows: readonly NextSentenceRow[],
  by: Judge,
  engine: Pick<EngineApi, 'ratePairs'>,
  cancel: CancellationToken,
): Promise<NextSentenceResult[]> {
  const pairs = rows.map(({ a, b }) => ({ before: '', first: a, second: b }));
  const { ratings, missing } = await engine.ratePairs({ pairs, signals: signalsOf[by] }, cancel);
  return rows.map(({ group, next, a, b }, index) => {
    const rating = ratings[index] ?? {};
    const probability = by === 'both' ? pairProbability(a, b, rating) : probabilityBy(by, rating);
    if (probability === undefined) {
      throw new ClozeError({ code: 'model-unsupported', message: missing.map(({ reason }) => reason).join(' ') });
    }
    return { group, next, probability };
  });
}

/** The odds of the encoder as they are; of the causal model, how much likelier the second sentence is behind the first than by itself. */
function probabilityBy(by: 'encoder' | 'causal', { nextSentence, surprisal }: PairRating): number | undefined {
  const logOdds = by === 'encoder' ? nextSentence : surprisal && (surprisal.alone - surprisal.after) * Math.LN2;
  return logOdds === undefined ? undefined : sigmoid(logOdds);
}

/** The share of rows that are told rightly at a probability of one half, and the area under the curve. */
export function nextSentenceMetrics(results: readonly NextSentenceResult[]): Metrics {
  const right = results.filter(({ next, probability }) => next === probability > 0.5).length;
  return {
    accuracy: ratio(right, results.length),
    auc: figure(auc(results.map(({ next, probability }) => ({ score: probability, positive: next })))),
  };
}
