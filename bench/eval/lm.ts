import type { CancellationToken } from '../../src/common/cancellation.js';
import type { LoadedModel } from '../../src/engine/features/loadedModel.js';
import type { TextRow } from './evalRow.js';
import { ratio, sum } from './ratio.js';
import type { Metrics } from './report.js';

/** How many tokens of a text are rated, as the definition of the metric says. */
const ratedTokens = 512;

export interface LmResult {
  readonly group: string;
  /** Surprisal of the rated tokens. */
  readonly bits: number;
  /** Length of what they decode to, in UTF-8. */
  readonly bytes: number;
}

/**
 * Rates the first tokens of a text behind the model's document-start token. A model without one cannot say how probable the first token
 * is: there it counts neither as bits nor as bytes.
 */
export async function rateText(
  { group, text }: TextRow,
  { tokenizer, decoder }: LoadedModel,
  cancel: CancellationToken,
): Promise<LmResult> {
  const start = tokenizer.documentStart;
  const most = Math.min(ratedTokens, decoder.contextLength - 1);
  const encoded = tokenizer.encode(text).slice(0, most);
  const context = start === undefined ? encoded.slice(0, 1) : [start];
  const rated = start === undefined ? encoded.slice(1) : encoded;
  if (rated.length === 0) return { group, bits: 0, bytes: 0 };
  const { branch } = await decoder.prefill(context, { top: 0 }, cancel);
  const [ratings] = await decoder.rate([{ branch, tokens: rated }], 0, cancel);
  const nats = ratings?.logprobs.reduce((total, logprob) => total - logprob, 0) ?? NaN;
  return { group, bits: nats / Math.LN2, bytes: Buffer.byteLength(tokenizer.decode(rated)) };
}

/** Bits per byte over the rows together: long texts weigh more than short ones. */
export function lmMetrics(results: readonly LmResult[]): Metrics {
  return {
    bitsPerByte: ratio(
      sum(results, (result) => result.bits),
      sum(results, (result) => result.bytes),
    ),
  };
}
