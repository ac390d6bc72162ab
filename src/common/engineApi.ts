import type { Event } from './emitter.js';
import type { EngineMethods } from './engineMethods.js';
import type { EngineStatus } from './methods/lifecycle.js';
import type { Methods } from './methods/method.js';
import type { TableApi } from './methods/tables.js';

/**
 * All that the engine does, as plain data in and plain data out; `engineMethods.ts` has what each method is.
 * The same interface is implemented in the process (`createEngine`), over the channel to the child process and by the router
 * (`backend`), and all run the same contract tests.
 *
 * Offsets and lengths are in UTF-16 code units of the text that the caller sent.
 * Probabilities are natural logarithms (`logprob`); surprisal is in bits.
 * Each method rejects with a `ClozeError`; a cancelled request rejects with code `cancelled`.
 */
export interface EngineApi extends Methods<EngineMethods> {
  /** Tells about each change of status, such as a model that starts to load. */
  readonly onDidChangeStatus: Event<EngineStatus>;
}

/** What the engine's process offers. */
export interface EngineServices {
  readonly engine: EngineApi;
  readonly tables: TableApi;
}
