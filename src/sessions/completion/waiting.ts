import type { CancellationToken } from '../../common/cancellation.js';
import type { Clock } from '../../common/clock.js';

/** Waits for a time in milliseconds, or until the token is cancelled: look at it afterwards. */
export function sleep(clock: Clock, ms: number, token: CancellationToken): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  let timer = { dispose: (): void => undefined };
  const time = new Promise<void>((resolve) => (timer = clock.schedule(ms, resolve)));
  return settledOrCancelled(time, token).finally(() => timer.dispose());
}

/** Waits until a promise has settled in either way, or until the token is cancelled: look at it afterwards. */
export function settledOrCancelled(promise: Promise<unknown>, token: CancellationToken): Promise<void> {
  if (token.isCancellationRequested) return Promise.resolve();
  return new Promise((resolve) => {
    const cancellation = token.onCancellationRequested(resolve);
    const settled = (): void => {
      cancellation.dispose();
      resolve();
    };
    promise.then(settled, settled);
  });
}
