import type { CancellationToken } from '../../common/cancellation.js';
import { cancelledError } from '../../common/clozeError.js';
import { type Pause, waitBefore } from '../../network/retry.js';
import { ServerFailure } from './serverFailure.js';

/** What waiting for a busy server needs of the world. */
export interface Patience extends Pick<Pause, 'wait' | 'random'> {
  /** The most times that the same thing is asked. */
  readonly tries: number;
}

/** Longer waits are for the user to decide on, in milliseconds. */
const longestWaitMs = 60_000;

/**
 * Asks a server again that passes, after the wait that it asks for or one that grows. What it refuses is not sent a second time.
 * @param passes whether a failure is one of those that pass
 */
export async function patiently<T>(
  patience: Patience,
  cancel: CancellationToken | undefined,
  passes: (failure: ServerFailure) => boolean,
  ask: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerFailure) || !passes(error) || tries >= patience.tries) throw error;
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
