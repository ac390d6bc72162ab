import { CancellationSource, type CancellationToken } from '../common/cancellation.js';
import type { Clock } from '../common/clock.js';
import { isCancelled } from '../common/clozeError.js';
import { type Disposable, DisposableStore } from '../common/disposable.js';

export interface IdleWorkDependencies {
  readonly clock: Clock;
  /** How long nothing must have been typed or changed, in milliseconds; `undefined` where it is not wanted at all. Asked each time. */
  readonly idleMs: () => number | undefined;
  /** Whether now is a time for background work. If not, it is asked again after as long. */
  readonly mayRun: () => boolean;
  readonly work: (token: CancellationToken) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** Work that follows a change, once nothing was typed for a while. Typing gives up what is on its way, and it waits again. */
export class IdleWork implements Disposable {
  #timer: Disposable = new DisposableStore();
  #running = new CancellationSource();
  #isDue = false;

  constructor(private readonly dependencies: IdleWorkDependencies) {}

  /** What the work is about has changed. */
  changed(): void {
    this.#isDue = true;
    this.#wait();
  }

  /** Text was typed. */
  typed(): void {
    if (this.#isDue) this.#wait();
  }

  dispose(): void {
    this.#isDue = false;
    this.#stop();
  }

  #wait(): void {
    this.#stop();
    const idleMs = this.dependencies.idleMs();
    if (idleMs === undefined) this.#isDue = false;
    else this.#timer = this.dependencies.clock.schedule(idleMs, () => void this.#run());
  }

  #stop(): void {
    this.#timer.dispose();
    this.#running.cancel();
  }

  async #run(): Promise<void> {
    if (!this.dependencies.mayRun()) {
      this.#wait();
      return;
    }
    const running = new CancellationSource();
    this.#running = running;
    try {
      await this.dependencies.work(running.token);
    } catch (error) {
      if (!isCancelled(error) && !running.token.isCancellationRequested) this.dependencies.onFailure(error);
    }
    // What was given up is still due.
    if (!running.token.isCancellationRequested) this.#isDue = false;
  }
}
