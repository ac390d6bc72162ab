import type { FeatureSource } from '../../../../common/classifierHead.js';
import { singleSequence } from '../../encoderSequence.js';
import type { EncoderLease } from '../../loadedEncoder.js';
import { similarLengths } from '../../pairs/similarLengths.js';

/** Features of texts that fit into one passage. Texts of similar length are read together. */
export async function encoderFeatures(texts: readonly string[], source: FeatureSource, lease: EncoderLease): Promise<Float32Array[]> {
  const { tokenizer, special, encoder } = await lease.model();
  const room = encoder.contextLength - singleSequence(special, []).tokens.length;
  const sequences = texts.map((text) => singleSequence(special, tokenizer.encode(text).slice(0, room)));
  const pooling = source.pooling.map((way) => (way === 'mean' ? 'mean' : 'first'));
  const rows: Float32Array[] = [];
  for (const indexes of similarLengths(sequences.map(({ tokens }) => tokens.length))) {
    const batch = indexes.flatMap((index) => sequences[index] ?? []);
    const answers = await lease.turn((model, cancel) => model.encoder.features(batch, { layers: source.layers, pooling }, cancel));
    indexes.forEach((index, at) => (rows[index] = answers[at] as Float32Array));
  }
  return rows;
}
