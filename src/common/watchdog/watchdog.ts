import type { Clock } from '../clock.js';
import type { Disposable } from '../disposable.js';
import { startWatch, watchStep, type Watch, type WatchdogPolicy, type WatchEffect, type WatchEvent } from './watchdogTransitions.js';

/** An idle process that hangs is noticed within a minute and a half. */
export const defaultWatchdogPolicy: WatchdogPolicy = {
  startMs: 60_000,
  askAfterMs: 60_000,
  patienceMs: 15_000,
  misses: 2,
};

/** For people: how long an idle process is asked in vain. */
export const silenceSeconds = (defaultWatchdogPolicy.misses * defaultWatchdogPolicy.patienceMs) / 1000;

export interface Watched {
  /** Asks for a sign of life. */
  readonly ping: () => Promise<unknown>;
  /** Called at most once: the process was silent although it should have been idle. */
  readonly silent: () => void;
}

/**
 * Notices a process that hangs. It should be idle while no request to it is without an answer; a request whose caller gave it up counts until
 * the process has answered it. Only then is it asked, or just before it gets work: messages are answered in their order. While it works,
 * the native library blocks its thread, so that silence means nothing, however long it lasts. What follows from what is in `watchStep`.
 */
export class Watchdog implements Disposable {
  #watch: Watch;
  #timer: Disposable | undefined;

  constructor(
    private readonly policy: WatchdogPolicy,
    private readonly clock: Clock,
    private readonly watched: Watched,
  ) {
    const { watch, effects } = startWatch(policy);
    this.#watch = watch;
    for (const effect of effects) this.#perform(effect);
  }

  /** A request is about to be sent; what is returned says that it is answered. */
  begin(): () => void {
    this.#dispatch('request');
    return () => this.#dispatch('answer');
  }

  /** The process has said something. */
  heard(): void {
    this.#dispatch('sign of life');
  }

  dispose(): void {
    this.#dispatch('gone');
  }

  #dispatch(event: WatchEvent): void {
    const { watch, effects } = watchStep(this.policy, this.#watch, event);
    this.#watch = watch;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: WatchEffect): void {
    switch (effect.kind) {
      case 'schedule':
        this.#timer?.dispose();
        this.#timer = this.clock.schedule(effect.delayMs, () => this.#dispatch('time is up'));
        return;
      case 'cancel':
        this.#timer?.dispose();
        return;
      case 'ask':
        // A process that has gone is seen elsewhere.
        this.watched.ping().then(
          () => this.heard(),
          () => undefined,
        );
        return;
      case 'silent':
        this.watched.silent();
    }
  }
}
