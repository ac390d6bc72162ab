import type { EngineServices } from '../common/engineApi.js';
import type { ClozeError } from '../common/clozeError.js';
import type { Event } from '../common/emitter.js';
import type { EngineInit } from '../common/methods/lifecycle.js';
import type { Sharing } from './sharing.js';

/** A process that was started, or joined: `EngineProcess`, `SharedEngine`, or what stands in for them. */
export interface StartedEngine {
  readonly client: EngineServices & { initialize(init: EngineInit): Promise<unknown> };
  readonly ended: Promise<ClozeError>;
  /** Whether others use it too. */
  readonly sharing: Sharing;
  /** Absent where that cannot change. */
  readonly onDidChangeSharing?: Event<Sharing>;
  /** Says that the writer is in this window now. */
  focus(): void;
  /** Frees the models, unless others need them. */
  rest(): Promise<void>;
  /** Ends the process, or leaves it to the others that use it unless it is to end for them too. */
  stop(reason: ClozeError, forAll?: boolean): Promise<void>;
}

/** One life of the engine, from the first wish for it to its end. */
export class EngineRun {
  /** The engine once it is initialized. Rejects if it never will be. */
  readonly ready: Promise<EngineServices>;
  /** Settles at the end of the process, or at `stop` if there was none yet. */
  readonly ended: Promise<ClozeError>;
  #becomeReady: (engine: EngineServices | Promise<EngineServices>) => void = () => undefined;
  #neverReady: (reason: ClozeError) => void = () => undefined;
  #end: (reason: ClozeError) => void = () => undefined;
  #launched: Promise<StartedEngine> | undefined;

  constructor(private readonly launch: () => Promise<StartedEngine>) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    this.ready = new Promise((resolve, reject) => {
      this.#becomeReady = resolve;
      this.#neverReady = reject;
    });
    // Callers that wait for the engine see the rejection; without one there is no one to tell.
    this.ready.catch(() => undefined);
  }

  /** Starts the process. Is called at most once, and not after `stop`. */
  start(init: EngineInit): void {
    this.#launched = this.launch();
    this.#becomeReady(this.#initialize(this.#launched, init));
  }

  /** Ends the process or the wait for it. Resolves once nothing runs any more. */
  async stop(reason: ClozeError, forAll: boolean): Promise<void> {
    this.#neverReady(reason);
    const started = await this.#launched?.catch(() => undefined);
    if (started === undefined) this.#end(reason);
    else await started.stop(reason, forAll);
  }

  /** Says that the writer is in this window now. */
  async focus(): Promise<void> {
    (await this.#launched)?.focus();
  }

  /** Frees the models, unless others need them. */
  async rest(): Promise<void> {
    await (await this.#launched)?.rest();
  }

  async #initialize(launched: Promise<StartedEngine>, init: EngineInit): Promise<EngineServices> {
    const started = await launched;
    void started.ended.then(this.#end);
    await started.client.initialize(init);
    return started.client;
  }
}
