import type { EngineApi } from '../../common/engineApi.js';
import type { CancellationToken } from '../../common/cancellation.js';
import { ratio } from './ratio.js';
import type { Metrics } from './report.js';

/** A passage with a word taken out. */
export interface ClozeRow {
  readonly group: string;
  readonly before: string;
  readonly answer: string;
  readonly after: string;
}

export interface ClozeResult {
  readonly group: string;
  /** Where the word that was taken out stands in the list: 0 for the first; absent where it does not. */
  readonly rank?: number;
}

export interface ClozeSettings {
  readonly maxPieces: number;
  /** Whether the causal model votes. */
  readonly vote: boolean;
}

/** As many candidates as the list of the masked-word command has. */
const listed = 10;

/** Reads a row; throws an `Error` that says what is wrong. */
export function readClozeRow(fields: Readonly<Record<string, unknown>>): ClozeRow {
  const { before, answer, after, group = 'other' } = fields;
  if (typeof before !== 'string' || typeof after !== 'string') throw new Error('The row has no "before" or no "after".');
  if (typeof answer !== 'string' || answer.trim() === '') throw new Error('The row has no "answer".');
  if (typeof group !== 'string') throw new Error('The "group" of the row is not a string.');
  return { group, before, answer: answer.trim(), after };
}

/** Looks the missing word up in the list that the masked-word command would show, without regard to case. */
export async function findAnswer(
  { group, before, answer, after }: ClozeRow,
  engine: Pick<EngineApi, 'fillMask'>,
  settings: ClozeSettings,
  cancel: CancellationToken,
): Promise<ClozeResult> {
  const sign = '[MASK]';
  const request = { text: before + sign + after, places: [{ offset: before.length, length: sign.length }], top: listed, ...settings };
  const { masks } = await engine.fillMask(request, cancel);
  const rank = masks[0]?.candidates.findIndex(({ text }) => text.toLowerCase() === answer.toLowerCase()) ?? -1;
  return rank < 0 ? { group } : { group, rank };
}

/** The shares of rows whose answer stands first, and among the first five. */
export function clozeMetrics(results: readonly ClozeResult[]): Metrics {
  const within = (count: number): number | null => ratio(results.filter(({ rank = Infinity }) => rank < count).length, results.length);
  return { top1: within(1), top5: within(5) };
}
