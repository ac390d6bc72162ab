import type { FeatureSource } from '../../../common/classifierHead.js';
import { singleSequence } from '../encoderSequence.js';
import type { RunOnEncoder } from '../loadedEncoder.js';
import { similarLengths } from '../pairs/similarLengths.js';

/** Features of texts that fit into one passage. Texts of similar length are read together. */
export async function encoderFeatures(texts: readonly string[], source: FeatureSource, run: RunOnEncoder): Promise<Float32Array[]> {
  const sequences = await run(({ tokenizer, special, encoder }) => {
    const room = encoder.contextLength - singleSequence(special, []).tokens.length;
    return Promise.resolve(texts.map((text) => singleSequence(special, tokenizer.encode(text).slice(0, room))));
  });
  const pooling = source.pooling.map((way) => (way === 'mean' ? 'mean' : 'first'));
  const rows: Float32Array[] = [];
  for (const indexes of similarLengths(sequences.map(({ tokens }) => tokens.length))) {
    const batch = indexes.flatMap((index) => sequences[index] ?? []);
    const answers = await run(({ encoder }, cancel) => encoder.features(batch, { layers: source.layers, pooling }, cancel));
    indexes.forEach((index, at) => (rows[index] = answers[at] as Float32Array));
  }
  return rows;
}
