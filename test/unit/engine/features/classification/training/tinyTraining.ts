import { join } from 'node:path';
import { neverCancelled } from '../../../../../../src/common/cancellation.js';
import type { TrainClassifierRequest } from '../../../../../../src/common/methods/training.js';
import type { TrainingContext } from '../../../../../../src/engine/features/classification/training/trainingContext.js';
import { FeatureStore } from '../../../../../../src/engine/features/classification/vectors/featureStore.js';
import type { LoadedEncoder } from '../../../../../../src/engine/features/loadedEncoder.js';
import { leaseOf, noLease } from '../../../../../util/leaseOf.js';

const [places, times, events] = [
  ['the harbour', 'two boats', 'their crews', 'a window'],
  ['that morning', 'before dawn', 'last week', 'again'],
  ['was quiet', 'had come in', 'were asleep', 'rose twice'],
];
const texts = places.flatMap((place) => times.flatMap((time) => events.map((event) => `${place} ${event} ${time}.`)));

/** Twelve texts of each of two labels. */
export const examples = texts.slice(0, 24).map((text) => ({ text, label: /quiet|asleep/.test(text) ? 'b' : 'a' }));

/** One text of each label. */
export const two = ['a', 'b'].flatMap((wanted) => examples.find(({ label }) => label === wanted) ?? []);

export const request: TrainClassifierRequest = { examples, by: 'encoder', weighting: 'none', seed: 1, depth: 'deep' };

/** What training is done with: a small encoder, and folders in one. */
export function tinyContext(encoder: LoadedEncoder, folder: string): TrainingContext {
  return {
    encoder: leaseOf(encoder),
    causal: noLease(new Error('No causal model is asked.')),
    checkpoint: () => noLease(new Error('No checkpoint is asked.')),
    features: new FeatureStore(join(folder, 'features')),
    trainingFolder: join(folder, 'training'),
    today: () => new Date(0),
    cancel: neverCancelled,
    report: () => undefined,
  };
}
