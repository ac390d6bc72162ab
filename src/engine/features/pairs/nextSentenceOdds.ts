import type { PairRating, TextPair } from '../../../common/methods/scoring.js';
import type { EncoderSequence } from '../../runtime/encoder.js';
import { pairSequence } from '../encoderSequence.js';
import type { LoadedEncoder, EncoderLease } from '../loadedEncoder.js';
import { inBatches } from './inBatches.js';

/**
 * The next-sentence log-odds of each pair. Of a pair that is longer than the model can read, the end of the first sentence and
 * the start of the second are read.
 */
export async function nextSentenceOdds(
  pairs: readonly TextPair[],
  lease: EncoderLease,
): Promise<{ model: string; ratings: readonly PairRating[] }> {
  const model = await lease.model();
  const sequences = pairs.map((pair) => sequenceOf(pair, model));
  const ratings: PairRating[] = [];
  await inBatches(
    sequences,
    lease,
    ({ encoder }, batch, cancel) => encoder.nextSentence(batch, cancel),
    (nextSentence, index) => (ratings[index] = { nextSentence }),
  );
  return { model: model.name, ratings };
}

function sequenceOf({ first, second }: TextPair, { encoder, tokenizer, special }: LoadedEncoder): EncoderSequence {
  const before = tokenizer.encode(first);
  const after = tokenizer.encode(second);
  const room = encoder.contextLength - pairSequence(special, [], []).tokens.length;
  const half = Math.floor(room / 2);
  const kept = Math.min(after.length, Math.max(half, room - before.length));
  return pairSequence(special, before.slice(-Math.max(1, room - kept)), after.slice(0, kept));
}
