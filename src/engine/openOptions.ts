import type { LogMessage } from '../common/engineProtocol.js';
import type { Precision } from './graph/graphContext.js';

/** Where the engine writes what a person may want to read later. */
export type Log = (level: LogMessage['level'], message: string) => void;

/** How a model is opened, beside what the engine was started with. */
export interface OpenOptions {
  /** How the weights are held; what serves a writer best on the device unless it is given. */
  readonly precision?: Precision | undefined;
  readonly log?: Log | undefined;
}
