import type { EmbedRequest, EmbedResult } from '../../common/methods/scoring.js';
import type { EncoderLease } from './loadedEncoder.js';
import { sentenceVectors } from './sentenceVectors.js';

/** Vectors of sentences, each of length 1. */
export async function embed({ texts }: EmbedRequest, { encoder }: { readonly encoder: EncoderLease }): Promise<EmbedResult> {
  const vectors = await sentenceVectors(texts, encoder);
  return { vectors: vectors.map(normalised), model: (await encoder.model()).name };
}

function normalised(vector: Float32Array): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Array.from(vector, (value) => value / length);
}
