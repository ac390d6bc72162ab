import type { CancellationToken } from '../../src/common/cancellation.js';
import { ClozeError } from '../../src/common/clozeError.js';
import { FlowChecker } from '../../src/sessions/flow/check/flowChecker.js';
import type { Judgement } from '../../src/writing/flow/check/judgeParagraph.js';
import { auc } from '../../src/writing/flow/auc.js';
import { figure, ratio, sum } from './ratio.js';
import type { Metrics } from './report.js';

/** A paragraph in which a sentence was replaced by another. */
export interface IntruderRow {
  readonly group: string;
  readonly sentences: readonly string[];
  readonly intruder: number;
  readonly original: readonly string[];
}

export interface IntruderResult {
  readonly group: string;
  /** The inner sentences of the spoilt paragraph, and how sure the check is that they do not belong. */
  readonly inner: readonly { readonly score: number; readonly positive: boolean }[];
  /** Sentences of the paragraph as it was written, and how many of them are warned about. */
  readonly original: number;
  readonly falseAlarms: number;
}

/** Reads a row; throws an `Error` that says what is wrong. */
export function readIntruderRow(fields: Readonly<Record<string, unknown>>): IntruderRow {
  const { sentences, intruder, original, group = 'other' } = fields;
  if (!isTexts(sentences) || !isTexts(original)) throw new Error('The row has no list "sentences" or no list "original".');
  if (typeof intruder !== 'number' || sentences[intruder] === undefined)
    throw new Error('The "intruder" of the row is no index of "sentences".');
  if (typeof group !== 'string') throw new Error('The "group" of the row is not a string.');
  return { group, sentences, intruder, original };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Checks the spoilt and the original paragraph as the flow check does, or thoroughly. Rejects where no model can measure anything. */
export async function findIntruder(
  { group, sentences, intruder, original }: IntruderRow,
  checker: FlowChecker,
  thorough: boolean,
  token: CancellationToken,
): Promise<IntruderResult> {
  const judged = async (paragraph: readonly string[]): Promise<readonly Judgement[]> => {
    for await (const { judgements } of checker.check([{ sentences: paragraph }], { thorough, token })) return judgements;
    return [];
  };
  const chances = new Map((await judged(sentences)).map(({ index, chance }) => [index, chance]));
  const warned = (await judged(original)).filter(({ warns }) => warns);
  const { missing } = checker.ratings;
  if (chances.size === 0 && missing.size > 0) {
    throw new ClozeError({ code: 'model-unsupported', message: [...missing.values()].join(' ') });
  }
  const inner = sentences.slice(1, -1).map((_, at) => ({ score: chances.get(at + 1) ?? 0, positive: at + 1 === intruder }));
  return { group, inner, original: original.length, falseAlarms: warned.length };
}

export function intruderMetrics(results: readonly IntruderResult[]): Metrics {
  const found = results.filter(({ inner }) =>
    inner.some(({ score, positive }) => positive && inner.every((other) => other.positive || other.score < score)),
  );
  return {
    top1: ratio(found.length, results.length),
    auc: figure(auc(results.flatMap(({ inner }) => inner))),
    falseAlarmsPer100: ratio(
      100 * sum(results, ({ falseAlarms }) => falseAlarms),
      sum(results, ({ original }) => original),
    ),
  };
}
