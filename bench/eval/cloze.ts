import type { EngineApi } from '../../src/common/engineApi.js';
import type { FillCandidate } from '../../src/common/methods/maskedWords.js';
import type { CancellationToken } from '../../src/common/cancellation.js';
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
  /** Where the word that was taken out stands in the list: 0 for the first, `Infinity` where it does not. */
  readonly rank: number;
  /** The same where the causal model alone puts the words of the list in order; absent where it did not vote. */
  readonly causalRank?: number;
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
  const candidates = masks[0]?.candidates ?? [];
  const rank = rankOf(answer, candidates);
  if (!candidates.some(({ causal }) => causal)) return { group, rank };
  return {
    group,
    rank,
    causalRank: rankOf(
      answer,
      candidates.toSorted((a, b) => causalLogprob(b) - causalLogprob(a)),
    ),
  };
}

function rankOf(answer: string, candidates: readonly FillCandidate[]): number {
  const rank = candidates.findIndex(({ text }) => text.toLowerCase() === answer.toLowerCase());
  return rank < 0 ? Infinity : rank;
}

/** Of the word and of what follows it. */
function causalLogprob({ causal }: FillCandidate): number {
  return causal ? causal.word + causal.rest : -Infinity;
}

/** The shares of rows whose answer stands first, and among the first five; the same for the order of the causal model alone. */
export function clozeMetrics(results: readonly ClozeResult[]): Metrics {
  const within = (count: number, ranks: readonly number[]): number | null =>
    ratio(ranks.filter((rank) => rank < count).length, ranks.length);
  const joint = results.map(({ rank }) => rank);
  const causal = results.map(({ causalRank }) => causalRank).filter((rank) => rank !== undefined);
  return {
    top1: within(1, joint),
    top5: within(5, joint),
    ...(causal.length > 0 && { causalTop1: within(1, causal), causalTop5: within(5, causal) }),
  };
}
