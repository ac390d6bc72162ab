import { maxOf } from '../common/extremes.js';
import { CancellationSource, type CancellationToken, neverCancelled } from '../common/cancellation.js';
import { cancelledError, isCancelled } from '../common/clozeError.js';

/** What runs first. Work that waits is overtaken by work of a higher rank; a rank's newest work comes first. */
export const rank = { background: 0, preparation: 1, interactive: 2, control: 3 } as const;
export type Rank = (typeof rank)[keyof typeof rank];

/** Work for the model. It ends soon after its token is cancelled, and may be run again from the start. */
export type Work<T> = (cancel: CancellationToken) => Promise<T>;

interface Job {
  readonly rank: Rank;
  /** Runs the work and settles the caller's promise; true when the work gave way and has to run again instead. */
  attempt(): Promise<boolean>;
  /** Asks the attempt to stop so that other work can run. */
  overtake(): void;
}

/**
 * Runs one piece of work at a time, because a model has one cache and one device. Background work and preparations give
 * way between two model steps when something more urgent arrives: background work then starts again afterwards, a
 * preparation ends as cancelled, because what it prepared for has come.
 */
export class RunQueue {
  readonly #waiting: Job[] = [];
  #running: Job | undefined;

  /** Runs the work when its turn comes. Rejects with `cancelled` as soon as the token is cancelled. */
  run<T>(rankOfWork: Rank, work: Work<T>, token: CancellationToken = neverCancelled): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (token.isCancellationRequested) {
        reject(cancelledError());
        return;
      }
      let attempt = new CancellationSource();
      const subscription = token.onCancellationRequested(() => {
        this.#forget(job);
        attempt.cancel();
        reject(cancelledError());
      });
      const job: Job = {
        rank: rankOfWork,
        attempt: async () => {
          attempt = new CancellationSource();
          try {
            resolve(await work(attempt.token));
          } catch (error) {
            const wasOvertaken = isCancelled(error) && attempt.token.isCancellationRequested && !token.isCancellationRequested;
            if (wasOvertaken && rankOfWork === rank.background) return true;
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          subscription.dispose();
          return false;
        },
        overtake: () => attempt.cancel(),
      };
      this.#waiting.push(job);
      if (this.#running === undefined) void this.#drain();
      else if (this.#running.rank < rankOfWork && this.#running.rank < rank.interactive) this.#running.overtake();
    });
  }

  async #drain(): Promise<void> {
    for (let job = this.#take(); job !== undefined; job = this.#take()) {
      this.#running = job;
      if (await job.attempt()) this.#waiting.unshift(job);
      this.#running = undefined;
    }
  }

  /** The most urgent job; among equals the newest. */
  #take(): Job | undefined {
    const highest = maxOf(this.#waiting.map((job) => job.rank));
    const job = this.#waiting.findLast((waiting) => waiting.rank === highest);
    if (job !== undefined) this.#forget(job);
    return job;
  }

  #forget(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
  }
}
