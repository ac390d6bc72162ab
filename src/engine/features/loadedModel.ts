import type { CancellationToken } from '../../common/cancellation.js';
import type { EngineStatus } from '../../common/engineApi.js';
import type { Models } from '../decode/generate.js';

/** A model that is ready to run. */
export interface LoadedModel extends Models {
  readonly name: string;
  /** Tells whether a classifier was trained on this model. */
  readonly hash: string;
  readonly device: NonNullable<EngineStatus['device']>;
  /** Why a better device is not used; one sentence. */
  readonly deviceNote?: string;
}

/** Runs work on the model when its turn comes. Work may be run again from its start when something urgent came between. */
export type RunOnModel = <T>(work: (model: LoadedModel, cancel: CancellationToken) => Promise<T>) => Promise<T>;
