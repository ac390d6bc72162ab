import type { FeatureAdapter, FeatureSource } from '../../../../common/classifierHead.js';
import type { LowRankAdapter } from '../../../graph/blocks/lowRankInputs.js';
import { adapterOf } from '../../../training/storedAdapter.js';
import type { UpperModel } from '../../../training/upperModel.js';
import type { EncoderLease } from '../../loadedEncoder.js';
import { inBatches } from '../../pairs/inBatches.js';
import { meansOf, textSequence } from './gap.js';

/**
 * Features of texts that fit into one passage, from an encoder whose upper layers have an adapter: the model itself reads them up to the
 * first of these layers.
 */
export async function adaptedFeatures(
  texts: readonly string[],
  source: FeatureSource,
  stored: FeatureAdapter,
  lease: EncoderLease,
): Promise<Float32Array[]> {
  const model = await lease.model();
  const { layers, gap } = source;
  const sequences = texts.map((text) => textSequence(model, text, gap));
  const upper = await model.upper.above(stored.below);
  const adapter = knownAdapter(stored, upper);
  const means = meansOf(source, model);
  const rows: Float32Array[] = [];
  const size = means.length * model.encoder.hiddenSize;
  const places = layers.map((layer) => layer - stored.below - 1);
  await inBatches(
    sequences.map((sequence) => ({ ...sequence, asked: [...sequence.tokens.keys()] })),
    lease,
    async ({ encoder }, batch, cancel) => upper.features(await encoder.hiddenStates(batch, [stored.below], cancel), means, adapter),
    (answer, index) => (rows[index] = rowOf(answer, places, size)),
  );
  return rows;
}

/** What of the upper layers' rows is wanted: the parts of some layers, by their places among them. */
export function rowOf(all: Float32Array, places: readonly number[], size: number): Float32Array {
  const row = new Float32Array(places.length * size);
  places.forEach((place, at) => row.set(all.subarray(place * size, (place + 1) * size), at * size));
  return row;
}

/** Adapters that were taken apart for some layers: a classifier is asked about many texts. */
const known = new WeakMap<UpperModel, { readonly hash: string; readonly adapter: LowRankAdapter }>();

function knownAdapter(stored: FeatureAdapter, upper: UpperModel): LowRankAdapter {
  const last = known.get(upper);
  if (last?.hash === stored.hash) return last.adapter;
  const adapter = adapterOf(stored, upper.layers);
  known.set(upper, { hash: stored.hash, adapter });
  return adapter;
}
