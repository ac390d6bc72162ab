import { type CancellationToken, eitherOf } from '../../../common/cancellation.js';
import { inOrder } from '../../../common/inOrder.js';
import type { Encoder, EncoderSequence } from '../../runtime/encoder.js';
import type { Lease } from '../../runtime/pool/lease.js';
import { similarLengths } from './similarLengths.js';

/**
 * Reads sequences in batches of similar lengths, each in a turn of its own, as many beside each other as the encoder takes.
 * @param read gives an answer for each sequence of a batch
 * @param take gets the answer to each sequence, by its index; in any order
 */
export async function inBatches<M extends { readonly encoder: Encoder }, S extends EncoderSequence, R>(
  sequences: readonly S[],
  lease: Lease<M>,
  read: (model: M, batch: readonly S[], cancel: CancellationToken) => Promise<readonly R[]>,
  take: (answer: R, index: number) => void,
): Promise<void> {
  if (sequences.length === 0) return;
  const { encoder } = await lease.model();
  await inOrder(similarLengths(sequences.map(({ tokens }) => tokens.length)), encoder.atOnce ?? 1, async (indexes, givenUp) => {
    const batch = indexes.map((index) => sequences[index] as S);
    const answers = await lease.turn((model, cancel) => read(model, batch, eitherOf(cancel, givenUp)));
    indexes.forEach((index, at) => take(answers[at] as R, index));
  });
}
