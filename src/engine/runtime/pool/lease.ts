import type { CancellationToken } from '../../../common/cancellation.js';

/** A request's hold on a model. The model is opened with the first need of it, and stays until the request ends. */
export interface Lease<M> {
  /** The model itself, to look at or to prepare work with. Only `turn` may let it calculate. */
  model(): Promise<M>;

  /**
   * Runs work on the model when its turn on the device comes. Work may be run again from its start when something more urgent came
   * between, and ends soon after `cancel`.
   */
  turn<T>(work: (model: M, cancel: CancellationToken) => Promise<T>): Promise<T>;
}
