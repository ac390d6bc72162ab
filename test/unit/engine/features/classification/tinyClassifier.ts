import type { LoadedClassifier, ClassifierLease } from '../../../../../src/engine/features/classification/loadedClassifier.js';
import { leaseOf } from '../../../../util/leaseOf.js';
import { tinyEncoder } from '../pairs/tinyEncoder.js';

/** A small checkpoint with a classifier. */
export async function tinyClassifier(name: string, cacheFolder: string): Promise<{ model: LoadedClassifier; lease: ClassifierLease }> {
  const model = await tinyEncoder(name, cacheFolder);
  return { model, lease: leaseOf(model) };
}
