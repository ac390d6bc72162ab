import type { Clock } from '../common/clock.js';
import type { Disposable } from '../common/disposable.js';

/** What to do after how long without work, in milliseconds. `Infinity` means never. */
export interface IdlePolicy {
  readonly unloadAfterMs: number;
  readonly stopAfterMs: number;
}

/** The policy for a setting in minutes: free the model after them, end the process ten minutes later. 0 means never. */
export function idlePolicy(minutes: number): IdlePolicy {
  if (minutes <= 0) return { unloadAfterMs: Infinity, stopAfterMs: Infinity };
  return { unloadAfterMs: minutes * 60_000, stopAfterMs: (minutes + 10) * 60_000 };
}

/** Counts the work in progress and tells when there has been none for a time. */
export class IdleWatch implements Disposable {
  #policy: IdlePolicy;
  #busy = 0;
  #timers: Disposable[] = [];

  constructor(
    policy: IdlePolicy,
    private readonly clock: Clock,
    private readonly actions: { readonly unload: () => void; readonly stop: () => void },
  ) {
    this.#policy = policy;
  }

  /** Work starts; what is returned ends it. Idle time counts from the end of the last work. */
  begin(): () => void {
    this.#busy += 1;
    this.#cancel();
    return () => {
      this.#busy -= 1;
      this.#arm();
    };
  }

  /** Applies another policy; idle time starts again. */
  set policy(policy: IdlePolicy) {
    this.#policy = policy;
    this.#cancel();
    this.#arm();
  }

  dispose(): void {
    this.#cancel();
  }

  #arm(): void {
    if (this.#busy > 0) return;
    const { unloadAfterMs, stopAfterMs } = this.#policy;
    if (unloadAfterMs < Infinity) this.#timers.push(this.clock.schedule(unloadAfterMs, this.actions.unload));
    if (stopAfterMs < Infinity) this.#timers.push(this.clock.schedule(stopAfterMs, this.actions.stop));
  }

  #cancel(): void {
    for (const timer of this.#timers.splice(0)) timer.dispose();
  }
}
