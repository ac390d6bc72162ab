import { CancellationSource, type CancellationToken, neverCancelled } from '../../../common/cancellation.js';
import { cancelledError, isCancelled } from '../../../common/clozeError.js';
import type { Rank } from '../../../common/methods/method.js';
import { type Caller, onlyCaller } from './caller.js';
import { FairTurns } from './fairTurns.js';

/** Work for a device. It ends soon after its token is cancelled, and may be run again from the start. */
export type Work<T> = (cancel: CancellationToken) => Promise<T>;

/** What runs first, most urgent first. */
const ranks: readonly Rank[] = ['control', 'interactive', 'preparation', 'background'];

interface Job {
  readonly rank: Rank;
  readonly caller: Caller;
  /** Runs the work and settles the caller's promise; true when the work gave way and has to run again instead. */
  attempt(): Promise<boolean>;
  /** Asks the attempt to stop so that other work can run. */
  overtake(by: Job): void;
}

/**
 * Runs one piece of work at a time, because a model has one cache and a device one set of cores. Work that waits is overtaken by work of
 * a higher rank. Of completions and preparations the newest comes first, since it is for what the writer sees now; background work comes in
 * its order, so that none of it starves. Background work and preparations give way between two model steps when something more urgent
 * arrives: background work is then the first of its rank to run again, a preparation ends as cancelled, because what it prepared for has
 * come, unless that is another caller's. Callers take turns within a rank (see `FairTurns`).
 */
export class RunQueue {
  readonly #waiting = new Map<Rank, Job[]>(ranks.map((rank) => [rank, []]));
  readonly #turns = new FairTurns();
  #running: Job | undefined;

  /** Runs the work when its turn comes. Rejects with `cancelled` as soon as the token is cancelled. */
  run<T>(rank: Rank, work: Work<T>, token: CancellationToken = neverCancelled, caller: Caller = onlyCaller): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (token.isCancellationRequested) {
        reject(cancelledError());
        return;
      }
      let attempt = new CancellationSource();
      let isWantedAgain = false;
      const subscription = token.onCancellationRequested(() => {
        this.#forget(job);
        attempt.cancel();
        reject(cancelledError());
      });
      const job: Job = {
        rank,
        caller,
        attempt: async () => {
          attempt = new CancellationSource();
          isWantedAgain = rank === 'background';
          try {
            resolve(await work(attempt.token));
          } catch (error) {
            const wasOvertaken = isCancelled(error) && attempt.token.isCancellationRequested && !token.isCancellationRequested;
            if (wasOvertaken && isWantedAgain) return true;
            reject(error instanceof Error ? error : new Error(String(error)));
          }
          subscription.dispose();
          return false;
        },
        overtake: (by) => {
          isWantedAgain ||= by.caller !== caller;
          attempt.cancel();
        },
      };
      const queue = this.#of(rank);
      if (rank === 'background') queue.push(job);
      else queue.unshift(job);
      if (this.#running === undefined) void this.#drain();
      else if (givesWay(this.#running.rank, rank)) this.#running.overtake(job);
    });
  }

  async #drain(): Promise<void> {
    for (let job = this.#take(); job !== undefined; job = this.#take()) {
      this.#running = job;
      if (await job.attempt()) this.#of(job.rank).unshift(job);
      this.#running = undefined;
    }
  }

  #take(): Job | undefined {
    for (const rank of ranks) {
      const queue = this.#of(rank);
      if (queue.length > 0) return queue.splice(this.#turns.take(rank, queue.map(({ caller }) => caller)), 1)[0]; // prettier-ignore
    }
    return undefined;
  }

  #forget(job: Job): void {
    const queue = this.#of(job.rank);
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
  }

  #of(rank: Rank): Job[] {
    return this.#waiting.get(rank) as Job[];
  }
}

function givesWay(running: Rank, arriving: Rank): boolean {
  return (running === 'background' || running === 'preparation') && ranks.indexOf(arriving) < ranks.indexOf(running);
}
