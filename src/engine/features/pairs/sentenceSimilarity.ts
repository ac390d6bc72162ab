import type { PairRating, TextPair } from '../../../common/methods/scoring.js';
import type { EncoderSequence } from '../../runtime/encoder.js';
import { singleSequence } from '../encoderSequence.js';
import type { LoadedEncoder, EncoderLease } from '../loadedEncoder.js';
import { similarLengths } from './similarLengths.js';

/** The most tokens of a sentence that its vector is made of. */
const mostTokens = 128;

/** How alike the vectors of two sentences are: the means over their tokens in the encoder's last layer. */
export async function sentenceSimilarity(
  pairs: readonly TextPair[],
  lease: EncoderLease,
): Promise<{ model: string; ratings: readonly PairRating[] }> {
  const texts = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const model = await lease.model();
  const sequences = texts.map((text) => sequenceOf(text, model));
  const vectors = new Map<string, Float32Array>();
  for (const indexes of similarLengths(sequences.map(({ tokens }) => tokens.length))) {
    const batch = indexes.map((index) => sequences[index] as EncoderSequence);
    const rows = await lease.turn(({ encoder }, cancel) =>
      encoder.features(batch, { layers: [encoder.layers], pooling: ['mean'] }, cancel),
    );
    indexes.forEach((index, at) => vectors.set(texts[index] as string, rows[at] as Float32Array));
  }
  const ratings = pairs.map(({ first, second }) => ({
    similarity: cosine(vectors.get(first) as Float32Array, vectors.get(second) as Float32Array),
  }));
  return { model: model.name, ratings };
}

function sequenceOf(text: string, { encoder, tokenizer, special }: LoadedEncoder): EncoderSequence {
  const room = Math.min(mostTokens, encoder.contextLength - singleSequence(special, []).tokens.length);
  return singleSequence(special, tokenizer.encode(text).slice(0, room));
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1);
}
