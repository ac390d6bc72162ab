import type { Clock } from '../common/clock.js';
import type { Disposable } from '../common/disposable.js';

/** When a process that says nothing counts as hung. Times are in milliseconds. */
export interface WatchdogPolicy {
  /** How long it may take from the start to the first sign of life. */
  readonly startMs: number;
  /** How long after the last sign of life an idle process is asked for another. */
  readonly askAfterMs: number;
  /** How long it may take to answer. */
  readonly patienceMs: number;
  /** How many questions in a row may go unanswered. More than one, since after the computer's sleep the first answer may be late. */
  readonly misses: number;
}

/** An idle process that hangs is noticed within a minute and a half. */
export const defaultWatchdogPolicy: WatchdogPolicy = {
  startMs: 60_000,
  askAfterMs: 60_000,
  patienceMs: 15_000,
  misses: 2,
};

export interface Watched {
  /** Asks for a sign of life. */
  readonly ping: () => Promise<unknown>;
  /** Called at most once: the process was silent although it should have been idle. */
  readonly silent: () => void;
}

/**
 * Notices a process that hangs. It should be idle while no request to it is without an answer; a request whose caller gave it up counts until
 * the process has answered it. Only then is it asked, or just before it gets work: messages are answered in their order. While it works,
 * the native library blocks its thread, so that silence means nothing, however long it lasts.
 */
export class Watchdog implements Disposable {
  #requests = 0;
  #missed = 0;
  #isAsking = true;
  #timer: Disposable | undefined;
  #isOver = false;

  constructor(
    private readonly policy: WatchdogPolicy,
    private readonly clock: Clock,
    private readonly watched: Watched,
  ) {
    this.#timer = clock.schedule(policy.startMs, () => this.#end());
  }

  /** A request is about to be sent; what is returned says that it is answered. */
  begin(): () => void {
    if (!this.#isOver && !this.#isAsking && this.#requests === 0) {
      this.#timer?.dispose();
      this.#ask();
    }
    this.#requests += 1;
    return () => {
      this.#requests -= 1;
      this.heard();
    };
  }

  /** The process has said something. */
  heard(): void {
    if (this.#isOver) return;
    this.#isAsking = false;
    this.#missed = 0;
    this.#timer?.dispose();
    if (this.#requests === 0) this.#timer = this.clock.schedule(this.policy.askAfterMs, () => this.#ask());
  }

  dispose(): void {
    this.#isOver = true;
    this.#timer?.dispose();
  }

  #ask(): void {
    this.#isAsking = true;
    this.#timer = this.clock.schedule(this.policy.patienceMs, () => this.#miss());
    // A process that has gone is seen elsewhere.
    this.watched.ping().then(
      () => this.heard(),
      () => undefined,
    );
  }

  #miss(): void {
    this.#missed += 1;
    if (this.#missed < this.policy.misses) this.#ask();
    else this.#end();
  }

  #end(): void {
    this.dispose();
    this.watched.silent();
  }
}
