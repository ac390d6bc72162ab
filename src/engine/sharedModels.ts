import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { Disposable } from '../common/disposable.js';
import { Emitter } from '../common/emitter.js';
import type { EngineInit, ModelRole } from '../common/methods/lifecycle.js';
import { FeatureStore } from './features/classification/vectors/featureStore.js';
import type { Building } from './graph/building.js';
import type { Log } from './log.js';
import { type LoadedModels, openModel } from './openModel.js';
import { type ModelKey, ModelPool, type Openers } from './runtime/pool/modelPool.js';

/** The part of what an engine is started with that is the same for all clients of a process. */
export type SharedInit = Pick<EngineInit, 'modelFolders' | 'cacheFolder' | 'threads' | 'deviceMemory'>;

export interface SharedOptions {
  /** What opens the models, where it is not `openModel`. */
  readonly openers?: Openers<LoadedModels>;
  /** How many bytes of weights may stay in memory; half of what the machine has unless it is given. */
  readonly maxModelBytes?: number;
  readonly log: Log;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
}

/** What all engines of a process share: the models in memory, and what was computed with them. */
export class SharedModels implements Disposable {
  readonly pool: ModelPool<LoadedModels>;
  readonly features: FeatureStore;
  readonly #changes = new Emitter<void>();
  /** Tells when the state of any model may have changed. */
  readonly onDidChange = this.#changes.event;

  constructor(
    readonly init: SharedInit,
    options: SharedOptions,
  ) {
    const { log, now, maxModelBytes = totalmem() / 2 } = options;
    const limit = init.deviceMemory;
    const memory = limit === undefined ? undefined : { limit: limit * 2 ** 20, taken: () => this.pool.bytesOnDevices };
    const open = <R extends ModelRole>(key: ModelKey<R>, report: (building: Building) => void): Promise<LoadedModels[R]> =>
      openModel(key, { ...init, log, report, ...(memory && { memory }) });
    const { openers = { causal: open, encoder: open, classifier: open } } = options;
    this.pool = new ModelPool<LoadedModels>({ openers, maxBytes: maxModelBytes, log, now, onChange: () => this.#changes.fire() });
    this.features = new FeatureStore(join(init.cacheFolder, 'features'));
  }

  dispose(): void {
    this.#changes.dispose();
  }
}
