import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';
import { type Pause, waitBefore } from '../../network/retry.js';
import { ServerFailure } from '../server/serverFailure.js';

/** What waiting for a busy server needs of the world. */
export interface Patience extends Pick<Pause, 'wait' | 'random'> {
  /** The most times that the same thing is asked. */
  readonly tries: number;
}

/** It had too much to do (429), or its model could not answer just then (424): both pass. */
const passing = [424, 429];

/** Longer waits are for the user to decide on, in milliseconds. */
const longestWaitMs = 60_000;

/** Asks a busy server again, after the wait that it asks for or one that grows. What it refuses is not sent a second time. */
export async function patiently<T>(patience: Patience, cancel: CancellationToken | undefined, ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerFailure) || !passing.includes(error.status ?? 0) || tries >= patience.tries) throw error;
      const wait = waitBefore(tries, error.retryAfterMs, patience.random());
      if (wait > longestWaitMs) throw error;
      await paused(patience, wait, cancel);
    }
  }
}

async function paused({ wait }: Patience, ms: number, cancel: CancellationToken | undefined): Promise<void> {
  const controller = new AbortController();
  const listening = cancel?.onCancellationRequested(() => controller.abort());
  try {
    if (cancel?.isCancellationRequested) throw cancelledError();
    await wait(ms, controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? cancelledError() : error;
  } finally {
    listening?.dispose();
  }
}
