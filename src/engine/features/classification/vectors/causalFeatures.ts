import { append } from '../../../../common/append.js';
import type { FeatureSource } from '../../../../common/classifierHead.js';
import { firstToken } from '../../firstToken.js';
import type { CausalLease } from '../../loadedModel.js';

/** Texts that are read in one go. A completion that is wanted meanwhile waits for no more than these. */
const batchSize = 4;

/** Features of texts that fit into one passage, from a causal model's last layer. */
export async function causalFeatures(texts: readonly string[], { pooling }: FeatureSource, lease: CausalLease): Promise<Float32Array[]> {
  const size = (await lease.model()).decoder.hiddenSize;
  const rows: Float32Array[] = [];
  for (let from = 0; from < texts.length; from += batchSize) {
    const batch = texts.slice(from, from + batchSize);
    const states = await lease.turn(({ decoder, tokenizer }, cancel) => {
      const sequences = batch.map((text) => [firstToken(tokenizer), ...tokenizer.encode(text)].slice(0, decoder.contextLength));
      return decoder.hiddenStates(sequences, cancel);
    });
    append(
      rows,
      states.map((state) => pooled(state, size, pooling)),
    );
  }
  return rows;
}

/** Rows [tokens · size] as one row for each way of pooling. The first token stands for no word, so that the mean leaves it out. */
function pooled(states: Float32Array, size: number, pooling: FeatureSource['pooling']): Float32Array {
  const tokens = states.length / size;
  const result = new Float32Array(pooling.length * size);
  pooling.forEach((way, at) => {
    const row = result.subarray(at * size, (at + 1) * size);
    if (way === 'last') row.set(states.subarray((tokens - 1) * size));
    else if (way === 'first') row.set(states.subarray(0, size));
    else {
      const from = Math.min(1, tokens - 1);
      for (let token = from; token < tokens; token++) {
        for (let i = 0; i < size; i++) row[i] = (row[i] as number) + (states[token * size + i] as number) / (tokens - from);
      }
    }
  });
  return result;
}
