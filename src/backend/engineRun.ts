import type { Clock } from '../common/clock.js';
import type { ClozeError } from '../common/clozeError.js';
import type { Disposable } from '../common/disposable.js';
import type { EngineServices } from '../common/engineApi.js';
import type { EngineInit } from '../common/methods/lifecycle.js';

/** A process that was started: `EngineProcess`, or what stands in for it. */
export interface StartedEngine {
  readonly client: EngineServices & { initialize(init: EngineInit): Promise<unknown> };
  readonly ended: Promise<ClozeError>;
  stop(reason: ClozeError): Promise<void>;
}

/** One life of the engine, from the wait before its start to its end. */
export class EngineRun {
  /** The engine once it is initialized. Rejects if it never will be. */
  readonly ready: Promise<EngineServices>;
  /** Settles at the end of the process, or at `stop` if there was none yet. */
  readonly ended: Promise<ClozeError>;
  #end: (reason: ClozeError) => void = () => undefined;
  #launched: Promise<StartedEngine> | undefined;
  #wait: Disposable | undefined;
  #endWait: () => void = () => undefined;
  #stopReason: ClozeError | undefined;

  constructor(launch: () => Promise<StartedEngine>, init: EngineInit, delayMs: number, clock: Clock) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.ready = this.#start(launch, init, delayMs, clock);
    // Whoever waits for the engine sees the rejection; with nobody waiting there is nobody to tell.
    this.ready.catch(() => undefined);
  }

  /** Ends the process or the wait for it. Resolves once nothing runs any more. */
  async stop(reason: ClozeError): Promise<void> {
    this.#stopReason ??= reason;
    this.#wait?.dispose();
    this.#endWait();
    const started = await this.#launched?.catch(() => undefined);
    if (started === undefined) this.#end(reason);
    else await started.stop(reason);
  }

  async #start(launch: () => Promise<StartedEngine>, init: EngineInit, delayMs: number, clock: Clock): Promise<EngineServices> {
    if (delayMs > 0) {
      await new Promise<void>((resolve) => {
        this.#endWait = resolve;
        this.#wait = clock.schedule(delayMs, resolve);
      });
    }
    if (this.#stopReason !== undefined) throw this.#stopReason;
    this.#launched = launch();
    const started = await this.#launched;
    void started.ended.then(this.#end);
    await started.client.initialize(init);
    return started.client;
  }
}
