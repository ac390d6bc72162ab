import type { PairRating, TextPair } from '../../../common/methods/scoring.js';
import type { EncoderLease } from '../loadedEncoder.js';
import { sentenceVectors } from '../sentenceVectors.js';

/** How alike two sentences are: the cosine of the angle between their vectors. */
export async function sentenceSimilarity(
  pairs: readonly TextPair[],
  lease: EncoderLease,
): Promise<{ model: string; ratings: readonly PairRating[] }> {
  const texts = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const rows = await sentenceVectors(texts, lease);
  const vectors = new Map(texts.map((text, index) => [text, rows[index] as Float32Array]));
  const ratings = pairs.map(({ first, second }) => ({
    similarity: cosine(vectors.get(first) as Float32Array, vectors.get(second) as Float32Array),
  }));
  return { model: (await lease.model()).name, ratings };
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b) || 1);
}
