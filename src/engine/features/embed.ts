import type { EmbedRequest, EmbedResult } from '../../common/methods/scoring.js';
import type { EncoderLease } from './loadedEncoder.js';
import { sentenceVectors } from './sentenceVectors.js';

/** Vectors of sentences: of length 1, unless the model's own modules say that they are not. */
export async function embed({ texts, prompt }: EmbedRequest, { encoder }: { readonly encoder: EncoderLease }): Promise<EmbedResult> {
  const vectors = await sentenceVectors(texts, encoder, prompt);
  const { name, sentences } = await encoder.model();
  return { vectors: vectors.map((vector) => (sentences?.normalizes === false ? Array.from(vector) : normalised(vector))), model: name };
}

function normalised(vector: Float32Array): number[] {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return Array.from(vector, (value) => value / length);
}
