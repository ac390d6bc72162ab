import { neverCancelled } from '../../../../../src/common/cancellation.js';
import type { LoadedClassifier, ClassifierLease } from '../../../../../src/engine/features/classification/loadedClassifier.js';
import { tinyEncoder } from '../pairs/tinyEncoder.js';

/** A small checkpoint with a classifier, and how many steps it was asked for. */
export async function tinyClassifier(name: string, cacheFolder: string): Promise<{ model: LoadedClassifier; lease: ClassifierLease }> {
  const model = await tinyEncoder(name, cacheFolder);
  return { model, run: (work) => work(model, neverCancelled) };
}
