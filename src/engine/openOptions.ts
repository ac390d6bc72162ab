import type { Precision } from './graph/graphContext.js';
import type { Log } from './log.js';

/** How a model is opened, beside what the engine was started with. */
export interface OpenOptions {
  /** How the weights are held; what serves a writer best on the device unless it is given. */
  readonly precision?: Precision | undefined;
  readonly log?: Log | undefined;
}
