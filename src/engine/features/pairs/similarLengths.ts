/** Sequences that are read in one go. A cancel, and a completion that is wanted meanwhile, waits for no more than these. */
const batchSize = 16;

/** Puts sequences of similar lengths into batches, so that little is padding; returns the indexes of each batch's sequences. */
export function similarLengths(lengths: readonly number[]): number[][] {
  const order = [...lengths.keys()].sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  return Array.from({ length: Math.ceil(order.length / batchSize) }, (_, batch) => order.slice(batch * batchSize, (batch + 1) * batchSize));
}
