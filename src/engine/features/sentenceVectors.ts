import type { EncoderSequence } from '../runtime/encoder.js';
import { singleSequence } from './encoderSequence.js';
import type { EncoderLease, LoadedEncoder } from './loadedEncoder.js';
import { similarLengths } from './pairs/similarLengths.js';

/** The most tokens of a sentence that its vector is made of. */
const maxTokens = 128;

/** The mean over each sentence's tokens in the encoder's last layer, [hiddenSize] each; those of similar length are read together. */
export async function sentenceVectors(sentences: readonly string[], lease: EncoderLease): Promise<Float32Array[]> {
  const model = await lease.model();
  const sequences = sentences.map((sentence) => sequenceOf(sentence, model));
  const vectors: Float32Array[] = [];
  for (const indexes of similarLengths(sequences.map(({ tokens }) => tokens.length))) {
    const batch = indexes.map((index) => sequences[index] as EncoderSequence);
    const rows = await lease.turn(({ encoder }, cancel) =>
      encoder.features(batch, { layers: [encoder.layers], pooling: ['mean'] }, cancel),
    );
    indexes.forEach((index, at) => (vectors[index] = rows[at] as Float32Array));
  }
  return vectors;
}

function sequenceOf(sentence: string, { encoder, tokenizer, special }: LoadedEncoder): EncoderSequence {
  const room = Math.min(maxTokens, encoder.contextLength - singleSequence(special, []).tokens.length);
  return singleSequence(special, tokenizer.encode(sentence).slice(0, room));
}
